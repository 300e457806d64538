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
}
