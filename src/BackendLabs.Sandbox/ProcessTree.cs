using System.Globalization;

namespace BackendLabs.Sandbox;

/// <summary>What the kernel says of a process and those beneath it (proc(5)).</summary>
internal static class ProcessTree
{
    /// <summary>The process and all beneath it that live just now.</summary>
    public static List<int> Ids(int root)
    {
        var found = new List<int>();
        var waiting = new Stack<int>([root]);
        while (waiting.TryPop(out var id))
        {
            if (Read($"/proc/{id}/task/{id}/children") is not { } children)
                continue;
            found.Add(id);
            foreach (var child in children.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                waiting.Push(int.Parse(child, CultureInfo.InvariantCulture));
        }

        return found;
    }

    /// <summary>Memory that a process has at present, in bytes; 0 where it has ended.</summary>
    public static long ResidentBytes(int id) =>
        Read($"/proc/{id}/statm") is { } statm && statm.Split(' ') is [_, var pages, ..] && long.TryParse(pages, CultureInfo.InvariantCulture, out var count) ? count * Environment.SystemPageSize : 0;

    /// <summary>The same by every process's parent: of all processes of the machine, so not for what looks often.</summary>
    public static IReadOnlyList<int> All(int root)
    {
        var children = Directory.EnumerateDirectories("/proc")
            .Select(Path.GetFileName)
            .Where(name => char.IsAsciiDigit(name![0]))
            .Select(name => int.Parse(name!, CultureInfo.InvariantCulture))
            .ToLookup(ParentOf);
        var found = new List<int> { root };
        for (var next = 0; next < found.Count; next++)
            found.AddRange(children[found[next]]);
        return found;
    }

    /// <summary>Every account that one of them has, as real, effective, saved or file-system user.</summary>
    public static IReadOnlyList<int> Users(int root) =>
    [
        .. Ids(root).Select(id => Read($"/proc/{id}/status")).OfType<string>()
            .SelectMany(status => status.Split('\n').First(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1..])
            .Select(word => int.Parse(word, CultureInfo.InvariantCulture)).Distinct(),
    ];

    /// <returns>Null where the process has ended.</returns>
    public static string? Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // proc(5): the program's name, in parentheses, may hold anything; state and parent follow.
    private static int ParentOf(int id) =>
        Read($"/proc/{id}/stat") is { } stat && stat[(stat.LastIndexOf(')') + 2)..].Split(' ') is [_, var parent, ..] ? int.Parse(parent, CultureInfo.InvariantCulture) : 0;
}
