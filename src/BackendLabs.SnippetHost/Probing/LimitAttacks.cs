using System.Runtime.InteropServices;

namespace BackendLabs.SnippetHost.Probing;

/// <summary>Takes more than its share.</summary>
internal static class LimitAttacks
{
    private const int Block = 1024 * 1024;

    public static IEnumerable<Func<string?>> OfOneProcess(IReadOnlyDictionary<string, string> facts) =>
    [
        () => OpenFiles(int.Parse(facts["openFiles"])),
        () => Limit("Max core file size") is not "0" ? "a crash leaves a core file" : null,
        () => Limit("Max file size") != facts["fileBytes"] ? "files may be larger than allowed" : null,
        // A container's are counted by its cgroup; they are tried one by one below.
        () => facts["place"] is "box" && Limit("Max processes") != facts["processes"] ? "processes are not counted" : null,
        // Counted for the user whose box it is, over all that the user runs.
        () => Limit("Max pending signals") != facts["pendingSignals"] ? "signals may wait without end" : null,
        () => Limit("Max msgqueue size") is not "0" ? "message queues may be filled" : null,
        () => Limit("Max locked memory") != facts["lockedBytes"] ? "memory may be locked" : null,
        () => Limit("Max cpu time") != facts["cpuSeconds"] ? "processor time is not limited" : null,
    ];

    public static IEnumerable<Func<string?>> OfProcesses(IReadOnlyDictionary<string, string> facts) =>
        [() => StartThreads(int.Parse(facts["processes"]))];

    /// <summary>Touches every page of twice the limit. Returns only where nobody stops it.</summary>
    public static unsafe void TakeMemory(IReadOnlyDictionary<string, string> facts)
    {
        for (var left = long.Parse(facts["memory"]) * 2; left > 0; left -= Block)
            NativeMemory.Fill(NativeMemory.Alloc(Block), Block, 1);
    }

    private static string OpenFiles(int limit)
    {
        var open = new List<FileStream>();
        try
        {
            while (open.Count <= limit)
                open.Add(new FileStream("/dev/null", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0));
            return $"it may open more than {limit} files";
        }
        finally
        {
            foreach (var file in open)
                file.Dispose();
        }
    }

    private static string? StartThreads(int limit)
    {
        using var end = new ManualResetEventSlim();
        var started = 0;
        try
        {
            for (; started <= limit; started++)
                new Thread(end.Wait, maxStackSize: 64 * 1024) { IsBackground = true }.Start();
            return $"it may start more than {limit} processes and threads";
        }
        catch (OutOfMemoryException)
        {
            // What the runtime says where the kernel gives it no thread.
            return null;
        }
        finally
        {
            end.Set();
        }
    }

    // proc(5): name, soft limit, hard limit and unit in columns, apart by two blanks at least.
    private static string Limit(string name) => File.ReadLines("/proc/self/limits")
        .First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..]
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
}
