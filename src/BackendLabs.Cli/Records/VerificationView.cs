using System.Globalization;
using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Screens;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace BackendLabs.Cli.Records;

/// <summary>What became of a record, for a person.</summary>
internal static class VerificationView
{
    public static IRenderable Of(Verification verification)
    {
        var (mark, style, words) = Headline(verification.Finding);
        var parts = new List<IRenderable> { Ink.Text((mark, style), (verification.File, Ink.Strong), ($": {words}", Ink.Plain)) };
        parts.AddRange(verification.Finding.Problems.Select(problem => Prefixed.Indented(Ink.Text(problem, Ink.Bad))));
        if (verification.Finding.Remedy is { Length: > 0 } remedy)
            parts.Add(new Prefixed(Ink.Text(remedy), "  → ", "    ", Ink.Warn));
        parts.Add(Ink.Blank);
        // Nothing of a forged record is repeated as if it were so.
        if (verification.Finding is not Finding.Forged)
            parts.AddRange(Facts(verification).Select(fact => new Prefixed(Ink.Text(fact.Words), "  " + fact.Name.PadRight(11), new string(' ', 13), Ink.Quiet)));
        parts.AddRange(verification.Notes.Select(note => new Prefixed(Ink.Text(note), "  ! ", "    ", Ink.Warn)));
        return Ink.Stack(parts);
    }

    private static (string Mark, Style Style, string Words) Headline(Finding finding) => finding switch
    {
        Finding.Same => ("✓ ", Ink.Good, "genuine, and the verdict is the same."),
        Finding.Genuine => ("✓ ", Ink.Good, "genuine."),
        Finding.Different => ("✗ ", Ink.Bad, "genuine, but the verdict is another one now."),
        Finding.Forged => ("✗ ", Ink.Bad, "not as it was signed."),
        Finding.NotReplayed => ("! ", Ink.Warn, "genuine, but not repeated."),
        _ => ("! ", Ink.Warn, "genuine; repeating it broke. Our problem, not the record's."),
    };

    private static IEnumerable<(string Name, string Words)> Facts(Verification verification)
    {
        var record = verification.Record;
        if (record.Run is { } run)
        {
            yield return ("lab", $"{run.Lab}, version {run.Version}");
            yield return ("run", $"{run.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC{(record.Person is { } person ? $" by {person}" : "")}, seed {run.Seed}");
            var missing = run.Layers.Where(layer => layer.State != "active").Select(layer => layer.Name).ToList();
            yield return ("layers", missing.Count == 0 ? $"all {run.Layers.Count}" : $"without {string.Join(", ", missing)}");
        }

        if (record.Verdict is { } verdict)
            yield return ("verdict", $"{verdict.Name.Replace('_', ' ')}, {verdict.Score} of {CheckWords.Plural(verdict.Max, "point")}");
        if (record.Erased.Count > 0)
            yield return ("erased", string.Join(", ", record.Erased));
        yield return ("signature", $"by key {record.Entry.Key[..12]}…");
        yield return ("chain", verification.Chain is { } chain ? $"entry {record.Entry.Index} of {chain.Length}, unbroken" : $"entry {record.Entry.Index}; there is no chain here to look at");
    }
}
