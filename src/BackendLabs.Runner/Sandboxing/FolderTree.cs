namespace BackendLabs.Runner.Sandboxing;

/// <summary>Removes folders that a snippet could write to.</summary>
internal static class FolderTree
{
    private const UnixFileMode Open = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Removes a folder and all beneath it, also what its owner locked himself out of; links are removed, never followed.</summary>
    /// <exception cref="IOException">Something of it is still in use.</exception>
    /// <exception cref="UnauthorizedAccessException">It belongs to somebody else.</exception>
    public static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (UnauthorizedAccessException)
        {
            Unlock(new DirectoryInfo(folder));
            Directory.Delete(folder, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // It is gone already.
        }
    }

    private static void Unlock(DirectoryInfo folder)
    {
        folder.UnixFileMode |= Open;
        foreach (var inner in folder.EnumerateDirectories())
        {
            if (inner.LinkTarget is null)
                Unlock(inner);
        }
    }
}
