using System.CommandLine;
using System.CommandLine.Parsing;

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

        foreach (var error in Messages(line))
            screen.Note($"lab: {string.Join(' ', error.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}");
        if (line.UnmatchedTokens.FirstOrDefault(token => token.StartsWith('-')) is { } option && NearestOption(option, line) is { } meant)
            screen.Note($"  → Did you mean {meant}?");
        screen.Note($"  → Usage and examples: {Path(line)} --help");
        return ExitCode.Usage;
    }

    /// <summary>An option that there is not, which the parser takes for a lab or a file; null without any. After <c>--</c> anything is a name.</summary>
    public static UsageException? UnknownOption(ParseResult line)
    {
        var typed = line.Tokens.TakeWhile(token => token.Type is not TokenType.DoubleDash)
            .FirstOrDefault(token => token.Type is TokenType.Argument && token.Value is ['-', '-', not '-', ..])?.Value.Split('=')[0];
        return typed is null ? null : new UsageException(
            $"There is no option {typed}.",
            NearestOption(typed, line) is { } meant ? $"Did you mean {meant}?" : $"Usage and examples: {Path(line)} --help");
    }

    // What a type of ours cannot hold is said by its option's own words; the parser's would name that type.
    private static IEnumerable<string> Messages(ParseResult line)
    {
        var messages = line.Errors.Select(error => error.Message).Distinct().ToList();
        var plain = messages.Where(message => !message.Contains("expected type", StringComparison.Ordinal)).ToList();
        return plain.Count > 0 ? plain : messages.Select(message => message.Split(" as expected type", 2)[0] + ".");
    }

    private static string? NearestOption(string typed, ParseResult line)
    {
        var names = new List<string>();
        for (var result = line.CommandResult; result is not null; result = result.Parent as CommandResult)
            names.AddRange(result.Command.Options.Where(option => !option.Hidden).Select(option => option.Name));
        return names.Select(name => (name, distance: Nearness.Distance(typed, name))).Where(pair => pair.distance <= Math.Max(1, typed.Length / 3))
            .OrderBy(pair => pair.distance).Select(pair => pair.name).FirstOrDefault();
    }

    private static string Suggestion(string word, LabRoot root)
    {
        if (ReplacedByCheck.Contains(word))
            return "Did you mean `lab check`?";
        var near = root.Subcommands.Where(command => !command.Hidden).Select(command => command.Name)
            .Select(name => (name, distance: Nearness.Distance(word, name)))
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
        for (var result = line.CommandResult; result is not null; result = result.Parent as CommandResult)
            names.Insert(0, result.Command is LabRoot ? "lab" : result.Command.Name);
        return string.Join(' ', names);
    }
}
