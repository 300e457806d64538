using System.Diagnostics;
using System.Globalization;
using BackendLabs.CompilerClient;
using BackendLabs.Contract;
using BackendLabs.Labs;
using BackendLabs.Sandbox;

namespace BackendLabs.Benchmarks;

/// <summary>
/// From a key press to what the editor shows: one more letter each time, so that no answer is an old one, against a full
/// compile of the same text by a compiler in the same kind of box, in turns, in one run.
/// </summary>
internal static class LanguageSpeed
{
    private const int WarmUps = 20;
    private const int Rounds = 200;

    /// <param name="app">The published folder.</param>
    /// <param name="root">The folder of labs.</param>
    /// <param name="id">A lab's with a Redis service, e.g. <c>caching/cache-aside</c>.</param>
    public static async Task<int> MeasureAsync(string app, string root, string id)
    {
        if (LabReader.Read(root, id) is not LabReading.Good { Lab: var lab })
            throw new ArgumentException($"{id} is no lab beneath {root}, or it has mistakes.", nameof(id));
        var cache = Directory.CreateTempSubdirectory("bench-cache-");
        try
        {
            await using var runner = new LabEditor(app, cache.FullName);
            await using var sandbox = await ProcessSandbox.CreateAsync(MachineTools.Find(), TimeProvider.System, CancellationToken.None);
            await using var peer = new CompilerProcess(sandbox, AppFolders.At(app), "bench");
            var contract = await ContractAsync(peer, lab);

            var start = Stopwatch.GetTimestamp();
            _ = await runner.DiagnoseAsync(Typed(lab, -WarmUps), CancellationToken.None);
            Console.WriteLine(Figures($"{id}: first answer of a cold start {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms"));

            List<double> diagnoses = [], completions = [], others = [], compiles = [];
            for (var round = -WarmUps; round < Rounds; round++)
            {
                var text = Typed(lab, round);
                var line = text.Source.Count(letter => letter == '\n') + 1;
                // What an editor asks at a dot: completion at once, problems a moment later about the same text.
                var completion = await TimeAsync(() => runner.CompleteAsync(text, line, text.Source.Length - text.Source.LastIndexOf('\n'), CancellationToken.None));
                var problems = await TimeAsync(() => runner.DiagnoseAsync(text, CancellationToken.None));
                // And at a letter that ends no name: problems of a text that nobody has asked about.
                var diagnosis = await TimeAsync(() => runner.DiagnoseAsync(text with { Source = Whole(lab, round) }, CancellationToken.None));
                var compile = await TimeAsync(() => peer.AskAsync(Compile(lab, contract, Whole(lab, round)), CancellationToken.None));
                if (round < 0)
                    continue;
                completions.Add(completion);
                others.Add(problems);
                diagnoses.Add(diagnosis);
                compiles.Add(compile);
            }

            Print("diagnostics of a new text", diagnoses, compiles);
            Print("completion in a new text", completions, compiles);
            Print("a second question about it", others, compiles);
            Print("peer: a full compile", compiles, compiles);
            return 0;
        }
        finally
        {
            cache.Delete(recursive: true);
        }
    }

    private static string Whole(Lab lab, int round) => $"{lab.Solutions[0].Text}\n// {round.ToString(CultureInfo.InvariantCulture)}\n";

    private static EditorText Typed(Lab lab, int round) => new(lab, $"{Whole(lab, round)}void Probe(IDatabase cache)\n{{\n    cache.", "bench");

    private static Func<int, GraderToCompiler> Compile(Lab lab, byte[]? contract, string source) => id => new GraderToCompiler.CompileSnippet(
        id, source, "answer.csx", CompiledWith.Of(lab), [.. lab.Entries.Select(entry => entry.Signature)], contract);

    private static async Task<byte[]?> ContractAsync(CompilerProcess compiler, Lab lab) => lab.Texts.Contract.Count == 0
        ? null
        : (await compiler.AskAsync(
            id => new GraderToCompiler.CompileContract(id, string.Join('\n', lab.Texts.Contract.Select(text => text.Text)), "contract.csx", "contract-bench"),
            CancellationToken.None)).Reply?.Assembly;

    private static async Task<double> TimeAsync(Func<Task> ask)
    {
        var start = Stopwatch.GetTimestamp();
        await ask();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static void Print(string what, List<double> times, List<double> peer) => Console.WriteLine(Figures(
        $"{what,-28} p50 {At(times, 0.5):0.0} ms, p95 {At(times, 0.95):0.0} ms, ratio of medians {At(times, 0.5) / At(peer, 0.5):0.00} ({Rounds} warm)"));

    private static string Figures(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static double At(List<double> times, double part) => times.Order().ElementAt((int)(times.Count * part));
}
