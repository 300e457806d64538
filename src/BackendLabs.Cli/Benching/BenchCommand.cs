using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Screens;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace BackendLabs.Cli.Benching;

/// <summary><c>lab bench</c>: how long an answer takes here, against a test project that asserts the same.</summary>
internal static class BenchCommand
{
    private const int MostRounds = 50;

    public static Command Create(CommandContext context)
    {
        var rounds = new Option<int>("--rounds") { Description = "How often each is measured, in turns; five unless told.", HelpName = "N", DefaultValueFactory = _ => 5 };
        rounds.Validators.Add(InRange);
        var format = OutputFormat.Option();
        return new LabCommand(
            "bench", "Measure how long an answer takes here, against `dotnet test` with equal tests.",
            ("lab bench", "A table of medians and ratios, in some minutes"),
            ("lab bench --rounds 3 --format json", "The same for a program"))
        {
            rounds, format,
        }.Does((line, cancellationToken) => RunAsync(context, line.GetValue(rounds), OutputFormat.IsJson(line, format), cancellationToken));
    }

    private static void InRange(OptionResult result)
    {
        if (result.Tokens is [{ Value: var text }] && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MostRounds))
            result.AddError($"--rounds must be a whole number from 1 to {MostRounds}, not '{text}'.");
    }

    private static async Task<int> RunAsync(CommandContext context, int rounds, bool json, CancellationToken cancellationToken)
    {
        var report = await Busy.WhileAsync(context.Screen, context.Time, "Measuring", async say =>
        {
            await using var bench = await Bench.PrepareAsync(context, say, cancellationToken);
            return await bench.RunAsync(rounds, say, cancellationToken);
        });
        if (json)
            await context.Screen.Out.WriteLineAsync(JsonText.Write(report, CliJson.Default.BenchReport));
        else
            context.Screen.Render(Pretty(report));
        return ExitCode.Done;
    }

    private static Stack Pretty(BenchReport report)
    {
        var table = new Table { Border = TableBorder.Square, BorderStyle = Ink.Quiet };
        foreach (var name in new[] { "what", "median", "against dotnet test", "processor time" })
            table.AddColumn(new TableColumn(Ink.Text(name, Ink.Quiet)));
        foreach (var row in report.Rows)
            table.AddRow(Cell(row.What), Cell(Milliseconds(row.MedianMs)), Cell(row.TimesFaster is { } faster ? string.Create(CultureInfo.InvariantCulture, $"{faster:0.0} times faster") : ""), Cell(row.CpuMs is { } cpu ? Milliseconds(cpu) : ""));
        return Ink.Stack([
            Ink.Text(($"{report.Lab}, {report.Checks} checks, {report.Rounds} rounds in turns, {report.Cores} cores", Ink.Quiet)),
            table,
            Ink.Text(("Processor time is that of the whole machine from the start until it is quiet again: boxes, compilers and what is made ready for the next run included.", Ink.Quiet)),
            .. report.Rates.Select(Rate),
        ]);
    }

    private static Flow Rate(BenchRate rate) => Ink.Text(string.Create(
        CultureInfo.InvariantCulture,
        $"{rate.What}, {CheckWords.Plural(rate.Cores, "core")}: {rate.PerSecond:0.00} a second{(rate.TimesOneCore is { } times ? $", {times:0.00} times one core" : "")}"));

    private static IRenderable Cell(string text) => Ink.Text(text);

    private static string Milliseconds(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:#,0} ms");
}

/// <summary>What was measured.</summary>
/// <param name="Rounds">How often each was measured; medians are of so many.</param>
/// <param name="Rates">None where they cannot be measured here.</param>
internal sealed record BenchReport(string Lab, int Checks, int Rounds, int Cores, IReadOnlyList<BenchRow> Rows, IReadOnlyList<BenchRate> Rates);

/// <summary>How much is done in a second.</summary>
/// <param name="Cores">That were used.</param>
/// <param name="TimesOneCore">By the rate of one core; null for that one.</param>
internal sealed record BenchRate(string What, int Cores, double PerSecond, double? TimesOneCore);

/// <summary>One thing that was measured.</summary>
/// <param name="TimesFaster">The peer's median by this one's; null for the peer, and for what has no peer.</param>
/// <param name="CpuMs">Processor time of the whole machine meanwhile and until it was quiet again; null where it was not measured.</param>
internal sealed record BenchRow(string What, double MedianMs, double? TimesFaster, double? CpuMs);
