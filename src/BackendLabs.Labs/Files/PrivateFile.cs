namespace BackendLabs.Labs.Files;

/// <summary>A file that only its owner may read and write (0600), from the moment that it exists.</summary>
public static class PrivateFile
{
    internal const UnixFileMode OwnersOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly Lock Making = new();

    /// <summary>Opens a file as <see cref="FileStream"/> does. One that is made is private; the mode of one that exists stays.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share, FileOptions options = FileOptions.None, int bufferSize = 4096)
    {
        var open = new FileStreamOptions { Mode = mode, Access = access, Share = share, Options = options, BufferSize = bufferSize };
        if (mode is not (FileMode.Open or FileMode.Truncate))
            open.UnixCreateMode = OwnersOnly;
        return new FileStream(path, open);
    }

    /// <summary>Writes a file whole: it gets its name when all of it is there, in place of an older one.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var unfinished = $"{path}.{Environment.ProcessId}.{Guid.NewGuid():N}.new";
        try
        {
            using (var stream = Open(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None))
                stream.Write(content);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Remove(unfinished);
            throw;
        }
    }

    /// <summary>
    /// Makes an empty file where there is none, for a library that would make it for everybody. One that cannot be made is
    /// left to the library to complain of.
    /// </summary>
    public static void Make(string path)
    {
        // SQLite's locks are the process's: a descriptor that is closed would drop those of another thread that was quicker.
        lock (Making)
        {
            try
            {
                if (!Path.Exists(path))
                    Open(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete).Dispose();
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Another process was first, or the folder is not there.
            }
        }
    }

    /// <summary>Takes from a file of this account what others may do with it. A link is not followed.</summary>
    /// <param name="beside">Endings of files beside it that are mended too, where they exist.</param>
    public static void Mend(string path, params IReadOnlyCollection<string> beside)
    {
        foreach (var ending in beside.Prepend(""))
        {
            using var found = OwnPath.Open(path + ending);
            if (found is { IsFolder: false })
                found.Allow(OwnersOnly);
        }
    }

    private static void Remove(string unfinished)
    {
        try
        {
            File.Delete(unfinished);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The disk is full or read-only; what could not be written is said by who wrote.
        }
    }
}
