using System.CommandLine;
using System.CommandLine.Parsing;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Serving;

/// <summary>Options that several of these commands have.</summary>
internal static class ServingOptions
{
    public const int UsualPort = 5080;

    public static Option<int> Port(int usual)
    {
        var port = new Option<int>("--port") { Description = $"Where the pages are; {usual} unless told.", HelpName = "N", DefaultValueFactory = _ => usual };
        port.Validators.Add(InRange);
        return port;
    }

    public static Option<string?> Cohort() => new("--cohort") { Description = "A class that practises here: its file, in YAML.", HelpName = "FILE" };

    public static Option<string?> Store() => new("--store") { Description = "Where work is kept: a file (SQLite) or Host=… (PostgreSQL); without it, BACKENDLABS_STORE, or a file of this machine's.", HelpName = "ADDRESS" };

    /// <summary>Reads a class's file, before anything is started with it.</summary>
    /// <returns>The class, and the file's whole path.</returns>
    /// <exception cref="UsageException">It has mistakes: all of them are in the message.</exception>
    public static (Cohort Cohort, string Path) Read(CommandContext context, string file)
    {
        var path = Path.GetFullPath(file, context.Paths.CurrentFolder);
        return Labs.Cohort.Read(path) switch
        {
            CohortReading.Good good => (good.Cohort, path),
            CohortReading.Bad { Problems: var problems } => throw new UsageException(
                $"{file} has {Checking.CheckWords.Plural(problems.Count, "mistake")}.", "Nothing was started or changed. docs/web.md shows a class's file.",
                [.. problems.Select(FileMistake.Of)]),
            _ => throw new InvalidOperationException("A reading is good or bad."),
        };
    }

    private static void InRange(OptionResult result)
    {
        if (result.Tokens is [{ Value: var text }] && !(int.TryParse(text, out var number) && number is >= 1 and <= 65535))
            result.AddError($"--port must be a whole number from 1 to 65535, not '{text}'.");
    }
}
