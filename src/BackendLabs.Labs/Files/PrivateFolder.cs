namespace BackendLabs.Labs.Files;

/// <summary>
/// A folder that only its owner may enter (0700), and what lies in it. The one place that makes and mends such folders;
/// <see cref="PrivateFile"/> is its like for files.
/// </summary>
public static class PrivateFolder
{
    internal const UnixFileMode OwnersOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Others may go through to a name that they know, and may not list.</summary>
    private const UnixFileMode LetsThrough = OwnersOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Nothing of ours lies deeper; a tree without end must not hold up a start.</summary>
    private const int Deepest = 8;

    /// <summary>Makes a folder, and those above it that are missing, for their owner alone. A folder that exists is left as it is.</summary>
    /// <returns>The path.</returns>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static string Make(string path)
    {
        var missing = new Stack<string>();
        for (var folder = Path.GetFullPath(path); folder is not null && !Directory.Exists(folder); folder = Path.GetDirectoryName(folder))
            missing.Push(folder);
        foreach (var folder in missing)
            Directory.CreateDirectory(folder, OwnersOnly);
        return path;
    }

    /// <summary>Whether a folder is this account's, nobody else's to enter, and no link.</summary>
    public static bool IsPrivate(string path)
    {
        using var folder = OwnPath.Open(path);
        return folder is { IsFolder: true } && File.GetUnixFileMode(path) == OwnersOnly;
    }

    /// <summary>
    /// Takes from a folder, and from everything in it, what other accounts may do there: 0700 and 0600. Follows no link, and
    /// changes only what belongs to this account. What cannot be changed stays as it is.
    /// </summary>
    /// <param name="passage">A folder in it that other accounts must reach: folders above that can be gone through (0711). Null where there is none.</param>
    /// <param name="except">Paths that are left alone with all that is in them.</param>
    public static void Mend(string path, string? passage = null, params IReadOnlyCollection<string> except)
    {
        using var folder = OwnPath.Open(path);
        if (folder is { IsFolder: true })
            Mend(folder, path, passage, except, depth: 0);
    }

    // What is in it first: where this is cut short, the folder still tells the next start that there is work to do.
    private static void Mend(OwnPath folder, string path, string? passage, IReadOnlyCollection<string> except, int depth)
    {
        foreach (var name in depth == Deepest ? [] : NamesIn(folder))
        {
            var inside = Path.Combine(path, name);
            if (except.Contains(inside))
                continue;
            using var found = OwnPath.Open(folder, name);
            if (found is { IsFolder: true })
                Mend(found, inside, passage, except, depth + 1);
            else
                found?.Allow(PrivateFile.OwnersOnly | UnixFileMode.UserExecute);
        }

        folder.Allow(passage is not null && passage.StartsWith(path + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? LetsThrough : OwnersOnly);
    }

    private static IReadOnlyList<string> NamesIn(OwnPath folder)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(folder.Path).Select(entry => Path.GetFileName(entry)!)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
