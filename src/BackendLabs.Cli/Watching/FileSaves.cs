using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace BackendLabs.Cli.Watching;

/// <summary>
/// The contents of one file, anew each time it is saved. File events make it quick; looking at the file now and then
/// makes it sure, where events do not arrive (network mounts, shared folders of virtual machines) or name another
/// file (editors that write beside the file and rename).
/// </summary>
internal sealed class FileSaves(string path, TimeProvider time)
{
    /// <summary>Editors save in several steps: truncate, write, rename, touch.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(40);

    public TimeSpan Polling { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>False tries the way without events.</summary>
    public bool UseEvents { get; init; } = true;

    /// <summary>The first contents at once, then each that differs from the one before; null while there is no such file.</summary>
    public async IAsyncEnumerable<byte[]?> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var signals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var watcher = UseEvents ? Watch(() => signals.Writer.TryWrite(true)) : null;
        await using var timer = time.CreateTimer(_ => signals.Writer.TryWrite(false), null, Polling, Polling);
        var last = Read();
        yield return last;
        await foreach (var isEvent in signals.Reader.ReadAllAsync(cancellationToken))
        {
            if (isEvent)
                await Task.Delay(Quiet, time, cancellationToken);
            var now = Read();
            // A file that is gone or empty for a moment is being replaced: the next look decides.
            if (now is null or { Length: 0 })
            {
                await Task.Delay(Quiet, time, cancellationToken);
                now = Read();
            }

            if (Same(last, now))
                continue;
            last = now;
            yield return now;
        }
    }

    private static bool Same(byte[]? before, byte[]? after) =>
        before is null || after is null ? before is null && after is null : before.AsSpan().SequenceEqual(after);

    private FileSystemWatcher? Watch(Action signal)
    {
        try
        {
            var watcher = new FileSystemWatcher(Path.GetDirectoryName(path)!)
            {
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size | NotifyFilters.CreationTime,
            };
            var name = Path.GetFileName(path);
            watcher.Changed += (_, change) => SignalFor(change.Name, null);
            watcher.Created += (_, change) => SignalFor(change.Name, null);
            watcher.Deleted += (_, change) => SignalFor(change.Name, null);
            watcher.Renamed += (_, change) => SignalFor(change.Name, change.OldName);
            watcher.EnableRaisingEvents = true;
            return watcher;

            void SignalFor(string? changed, string? old)
            {
                if (changed == name || old == name)
                    signal();
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or PlatformNotSupportedException)
        {
            return null; // no more inotify watches, or a file system without: polling does it alone
        }
    }

    private byte[]? Read()
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var buffer = new byte[Checking.SnippetFile.MostBytes + 1];
            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return buffer[..length];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
