namespace BackendLabs.Store.Databases;

/// <summary>Tells when somebody writes a database's file or one beside it, as the kernel tells it (inotify(7)).</summary>
internal sealed class FileWrites : IDisposable
{
    private readonly FileSystemWatcher _watcher;
    private readonly Lock _lock = new();
    private TaskCompletionSource _next = Fresh();

    private FileWrites(FileSystemWatcher watcher)
    {
        _watcher = watcher;
        watcher.Changed += (_, _) => Tell();
        watcher.Created += (_, _) => Tell();
        // Some may have been missed.
        watcher.Error += (_, _) => Tell();
    }

    /// <returns>Null where the kernel watches nothing more for this user, or the folder cannot be watched.</returns>
    public static FileWrites? Of(string path)
    {
        // A database's log lies beside the file itself, and not beside what leads to it.
        var file = new FileInfo(path);
        file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        var watcher = new FileSystemWatcher(file.DirectoryName!, file.Name + "*") { NotifyFilter = NotifyFilters.LastWrite | NotifyFilters.Size | NotifyFilters.FileName };
        try
        {
            var writes = new FileWrites(watcher);
            watcher.EnableRaisingEvents = true;
            return writes;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            watcher.Dispose();
            return null;
        }
    }

    /// <summary>Completes with the next write. Take it before you look, and await it where you found nothing: so none is missed.</summary>
    public Task Next
    {
        get
        {
            lock (_lock)
                return _next.Task;
        }
    }

    public void Dispose() => _watcher.Dispose();

    private void Tell()
    {
        lock (_lock)
        {
            _next.TrySetResult();
            _next = Fresh();
        }
    }

    private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
