using System.CommandLine;

namespace BackendLabs.Cli;

/// <summary>What is said of a command line that cannot be understood.</summary>
internal static class Misuse
{
    private static readonly string[] ReplacedByCheck = ["run", "test", "submit"];

    public static int Explain(ParseResult line, LabRoot root, CommandContext context)
    {
        var screen = context.Screen;
        if (line.CommandResult.Command == root && line.UnmatchedTokens is [var word, ..] && !word.StartsWith('-'))
        {
            screen.Note($"lab: There is no command '{word}'.");
            screen.Note($"  → {Suggestion(word, root)}");
            return ExitCode.Usage;
        }

        foreach (var error in line.Errors.Select(error => error.Message).Distinct())
            screen.Note($"lab: {string.Join(' ', error.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}");
        screen.Note($"  → Usage and examples: {Path(line)} --help");
        return ExitCode.Usage;
    }

    private static string Suggestion(string word, LabRoot root)
    {
        if (ReplacedByCheck.Contains(word))
            return "Did you mean `lab check`?";
        var near = root.Subcommands.Where(command => !command.Hidden).Select(command => command.Name)
            .Select(name => (name, distance: Distance(word.ToLowerInvariant(), name)))
            .Where(pair => pair.distance <= Math.Max(1, word.Length / 2)).OrderBy(pair => pair.distance).Select(pair => pair.name).FirstOrDefault();
        if (near is not null)
            return $"Did you mean `lab {near}`?";
        return word.Contains('/') || word.EndsWith(".csx", StringComparison.Ordinal)
            ? $"To check an answer: `lab check {word}`; to read a lesson: `lab show LAB`."
            : "`lab --help` shows all commands.";
    }

    private static string Path(ParseResult line)
    {
        var names = new List<string>();
        for (var result = line.CommandResult; result is not null; result = result.Parent as System.CommandLine.Parsing.CommandResult)
            names.Insert(0, result.Command is LabRoot ? "lab" : result.Command.Name);
        return string.Join(' ', names);
    }

    // Levenshtein's, over one row.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
