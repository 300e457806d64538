using System.Text;
using BackendLabs.Cli.Library;
using BackendLabs.Cli.Machine;
using BackendLabs.Cli.Serving;
using BackendLabs.Cli.Watching;
using BackendLabs.Contract;
using BackendLabs.Grader;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Benching;

/// <summary>Measures the ways to an answer in turns, so that all of them have the same machine.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private const string Subject = "caching/cache-aside";
    private const int AtOnce = 20;

    private readonly CommandContext _context;
    private readonly Lab _lab;
    private readonly DirectoryInfo _folder;
    private int _saves;

    private Bench(CommandContext context, Lab lab, DirectoryInfo folder) => (_context, _lab, _folder) = (context, lab, folder);

    private string PeerSource => Path.Combine(_folder.FullName, "peer", "Products.cs");

    private string Answer => Path.Combine(_folder.FullName, "answer.csx");

    private string RightText => _lab.Solutions[0].Text;

    private string WrongText => _lab.WrongSolutions.First(wrong => wrong.Text.Path.Contains("dictionary", StringComparison.Ordinal)).Text.Text;

    /// <summary>Copies the peer and builds it once.</summary>
    /// <exception cref="BrokenException">It cannot be built here.</exception>
    public static async Task<Bench> PrepareAsync(CommandContext context, Action<string> say, CancellationToken cancellationToken)
    {
        var clone = context.Paths.CloneFolder ?? throw new UsageException("The peer's project lies in the clone, and none is known.", "Start the command through ./lab in the clone.");
        var peer = Path.Combine(clone, "tests", "BackendLabs.Benchmarks", "peer");
        if (!Directory.Exists(peer))
            throw new UsageException($"There is no {peer}.", "Use a whole clone.");
        var lab = LabLibrary.Load(context.Labs.Find(Subject));
        var bench = new Bench(context, lab, Directory.CreateTempSubdirectory("lab-bench-"));
        try
        {
            say("Building the peer");
            var into = Directory.CreateDirectory(Path.Combine(bench._folder.FullName, "peer"));
            foreach (var file in Directory.EnumerateFiles(peer))
                File.Copy(file, Path.Combine(into.FullName, Path.GetFileName(file)));
            foreach (var file in new[] { "Directory.Packages.props", "global.json" })
                File.Copy(Path.Combine(clone, file), Path.Combine(bench._folder.FullName, file));
            await bench.PeerAsync(restore: true, cancellationToken);
            return bench;
        }
        catch
        {
            await bench.DisposeAsync();
            throw;
        }
    }

    public async Task<BenchReport> RunAsync(int rounds, Action<string> say, CancellationToken cancellationToken)
    {
        var measured = new Dictionary<Way, List<Measured>>();
        await File.WriteAllTextAsync(Answer, RightText, cancellationToken);
        // What the first run of each learns is not what a person waits for all evening.
        await CommandAsync(["check", Subject, Answer], cancellationToken);
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var way in Enum.GetValues<Way>())
            {
                say($"Round {round} of {rounds}: {Words(way)}");
                await Quiet.WaitAsync(_context.Time, cancellationToken);
                if (!measured.TryGetValue(way, out var of))
                    measured[way] = of = [];
                of.Add(await MeasureAsync(way, cancellationToken));
            }
        }

        say($"{AtOnce} answers one after another");
        var sequence = await TimeAsync(async () =>
        {
            for (var i = 0; i < AtOnce; i++)
                await CommandAsync(["check", Subject, Answer], cancellationToken);
        });
        say($"{AtOnce} answers at once");
        var together = await TimeAsync(() => Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => CommandAsync(["check", Subject, Answer], cancellationToken))));

        say("Graded submissions, on one core and on all");
        var rates = await new GradedRates(_context).MeasureAsync(cancellationToken);
        var peer = Median(measured[Way.Peer].Select(one => one.Milliseconds));
        return new BenchReport(Subject, 6, rounds, Environment.ProcessorCount,
        [
            .. Enum.GetValues<Way>().Select(way => Row(way, measured[way], peer)),
            new BenchRow($"{AtOnce} `lab check`, one after another", sequence, null, null),
            new BenchRow($"{AtOnce} `lab check` at once, all right answers", together, null, null),
        ],
        rates);
    }

    public async ValueTask DisposeAsync()
    {
        await Task.Yield();
        _folder.Delete(recursive: true);
    }

    private static BenchRow Row(Way way, IReadOnlyList<Measured> of, double peer)
    {
        var median = Median(of.Select(one => one.Milliseconds));
        return new BenchRow(Words(way), median, way is Way.Peer ? null : peer / median, of[0].CpuMilliseconds is null ? null : Median(of.Select(one => one.CpuMilliseconds!.Value)));
    }

    private static double Median(IEnumerable<double> values)
    {
        var ordered = values.Order().ToList();
        return ordered[ordered.Count / 2];
    }

    private static string Words(Way way) => way switch
    {
        Way.Peer => "`dotnet test` after a change, six equal tests",
        Way.Alone => "`lab check --no-resident`, nothing running",
        Way.Resident => "`lab check`, resident grader warm",
        Way.SaveToVerdict => "save to verdict, in `lab watch`",
        Way.SaveToFailure => "save to first failing check, in `lab watch`",
        _ => throw new InvalidOperationException($"{way} is no way."),
    };

    private Task<Measured> MeasureAsync(Way way, CancellationToken cancellationToken) => way switch
    {
        Way.Peer => WithProcessorAsync(() => PeerAsync(restore: false, cancellationToken), cancellationToken),
        Way.Alone => WithProcessorAsync(() => CommandAsync(["check", Subject, Answer, "--no-resident"], cancellationToken), cancellationToken),
        Way.Resident => WithProcessorAsync(() => CommandAsync(["check", Subject, Answer], cancellationToken), cancellationToken),
        Way.SaveToVerdict => SaveAsync(RightText, untilFailure: false, cancellationToken),
        Way.SaveToFailure => SaveAsync(WrongText, untilFailure: true, cancellationToken),
        _ => throw new InvalidOperationException($"{way} is no way."),
    };

    private async Task<Measured> WithProcessorAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        var before = Quiet.Busy();
        var took = await TimeAsync(work);
        await Quiet.WaitAsync(_context.Time, cancellationToken);
        return new Measured(took, (Quiet.Busy() - before).TotalMilliseconds);
    }

    // As `lab watch` does: the file's change is noticed, read, and run by the resident grader.
    private async Task<Measured> SaveAsync(string text, bool untilFailure, CancellationToken cancellationToken)
    {
        await using var runner = _context.OpenRunner(alone: false);
        await using var saves = new FileSaves(Answer, _context.Time).ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        await saves.MoveNextAsync();
        var next = saves.MoveNextAsync().AsTask();
        var before = Quiet.Busy();
        var began = _context.Time.GetTimestamp();
        await File.WriteAllTextAsync(Answer, $"{text}\n// {++_saves}\n", cancellationToken);
        await next;
        TimeSpan? failed = null;
        var report = await runner.RunAsync(
            new RunRequest(_lab, Encoding.UTF8.GetString(saves.Current!), "answer.csx", new RunOptions(Checking.Check.NewSeed())),
            new Following(() => failed ??= _context.Time.GetElapsedTime(began)), cancellationToken);
        var took = untilFailure ? failed ?? throw Broken("a wrong answer passed") : _context.Time.GetElapsedTime(began);
        if (!untilFailure && report.Verdict is not Verdict.Passed)
            throw Broken($"the reference got the verdict {report.Verdict.Name}");
        await Quiet.WaitAsync(_context.Time, cancellationToken);
        var cpu = (Quiet.Busy() - before).TotalMilliseconds;
        await File.WriteAllTextAsync(Answer, RightText, cancellationToken);
        return new Measured(took.TotalMilliseconds, cpu);
    }

    private async Task<double> TimeAsync(Func<Task> work)
    {
        var began = _context.Time.GetTimestamp();
        await work();
        return _context.Time.GetElapsedTime(began).TotalMilliseconds;
    }

    private async Task PeerAsync(bool restore, CancellationToken cancellationToken)
    {
        await File.AppendAllTextAsync(PeerSource, $"// {++_saves}\n", cancellationToken);
        var answer = await Tool.RunAsync(DotnetHost.Path, ["test", .. restore ? [] : (string[])["--no-restore"]], Path.GetDirectoryName(PeerSource), cancellationToken);
        if (answer.ExitCode != 0)
            throw new BrokenException($"The peer's tests do not pass here: {string.Join(' ', answer.Output.Split('\n').Where(line => line.Contains("rror", StringComparison.Ordinal)).Take(3)).Trim()}", "`lab doctor` says whether Redis is installed; the packages come from your NuGet source.");
    }

    private async Task CommandAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var answer = await Tool.RunAsync(
            DotnetHost.Path, [Path.Combine(AppContext.BaseDirectory, "lab.dll"), .. arguments], _folder.FullName, cancellationToken, new Dictionary<string, string> { ["BACKENDLABS_RESIDENT"] = "1" });
        if (answer.ExitCode != 0)
            throw Broken($"`lab {string.Join(' ', arguments)}` ended with {answer.ExitCode}: {answer.Error}{answer.Output}");
    }

    private static BrokenException Broken(string what) => new($"Nothing was measured: {what}.", "`lab doctor` looks at this machine.");

    private enum Way
    {
        Peer,
        Alone,
        Resident,
        SaveToVerdict,
        SaveToFailure,
    }

    private sealed record Measured(double Milliseconds, double? CpuMilliseconds);

    private sealed class Following(Action failed) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            if (value.Failed is not null)
                failed();
        }
    }
}
