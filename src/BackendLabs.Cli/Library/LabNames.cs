using System.CommandLine;
using System.CommandLine.Completions;

namespace BackendLabs.Cli.Library;

/// <summary>The LAB argument that most commands take, with completions that read folder names only.</summary>
internal static class LabNames
{
    public static Argument<string?> Argument(CommandContext context, string description = "The lab: its id, or its name where that is unique.")
    {
        var argument = new Argument<string?>("LAB") { Arity = ArgumentArity.ZeroOrOne, Description = description, HelpName = "LAB" };
        argument.CompletionSources.Add(completion => Complete(context, completion));
        return argument;
    }

    public static IEnumerable<CompletionItem> Complete(CommandContext context, CompletionContext completion)
    {
        IReadOnlyList<string> ids = Ids(context.Labs.Roots);
        var unique = ids.GroupBy(id => id[(id.IndexOf('/', StringComparison.Ordinal) + 1)..]).Where(group => group.Count() == 1).Select(group => group.Key);
        return ids.Concat(unique)
            .Where(name => name.StartsWith(completion.WordToComplete, StringComparison.OrdinalIgnoreCase))
            .Select(name => new CompletionItem(name));
    }

    private static List<string> Ids(IReadOnlyList<string> roots) => [.. roots
        .Where(Directory.Exists)
        .SelectMany(root => Directory.EnumerateDirectories(root)
            .SelectMany(Directory.EnumerateDirectories)
            .Where(folder => File.Exists(Path.Combine(folder, "lab.yaml")))
            .Select(folder => Path.GetRelativePath(root, folder).Replace(Path.DirectorySeparatorChar, '/')))
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal)];
}
