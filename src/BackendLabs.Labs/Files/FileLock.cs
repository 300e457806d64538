namespace BackendLabs.Labs.Files;

/// <summary>A file that the kernel keeps locked for as long as the process that has it lives, so that none is ever left behind by a dead one.</summary>
public static class FileLock
{
    /// <returns>What holds the lock until it is disposed; null where another has it.</returns>
    /// <exception cref="IOException">The file cannot be made or opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static FileStream? TryTake(string path)
    {
        try
        {
            return PrivateFile.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (IsLocked(error))
        {
            return null;
        }
    }

    // EWOULDBLOCK of flock(2): Linux, macOS.
    private static bool IsLocked(IOException error) => error is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException) && error.HResult is 11 or 35;
}
