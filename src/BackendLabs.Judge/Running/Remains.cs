using System.Globalization;

namespace BackendLabs.Judge.Running;

/// <summary>
/// What a lab's own check code may leave in the judge's process: threads, work that goes on, files, settings of the process.
/// A process that cannot be shown to have none of it serves no other run. A timer that is quiet meanwhile is not seen.
/// </summary>
internal sealed class Remains
{
    private const string Pool = ".NET TP Worker";

    /// <summary>One looks, and one waits in a read for what the grader says next.</summary>
    private const int OwnWorkers = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    // The runtime has one of each; of sockets' threads one for each processor at most. A thread of the check's own may bear any name.
    private static readonly Dictionary<string, int> OfRuntime = new(StringComparer.Ordinal)
    {
        [".NET Finalizer"] = 1,
        [".NET SigHandler"] = 1,
        [".NET SynchManag"] = 1,
        [".NET Timer"] = 1,
        [".NET TP Gate"] = 1,
        [".NET Tiered Com"] = 1,
        [".NET Sockets"] = Environment.ProcessorCount,
        [".NET EventPipe"] = 1,
        [".NET BGC"] = 1,
        [".NET FileWatch"] = 1,
    };

    private readonly Dictionary<string, int> _threads = Threads();
    private readonly HashSet<string> _files = Files();
    private readonly string _setting = Setting();
    private readonly TextWriter _output = Console.Out;

    /// <summary>Compares with what was there when this was made. Work that just ends, and work of our own, is given a moment for it.</summary>
    /// <returns>What is left; null where nothing is.</returns>
    public async Task<string?> FindAsync(TimeProvider time)
    {
        if (Setting() != _setting || !ReferenceEquals(Console.Out, _output))
            return "settings of the process were changed";
        if (!Files().IsSubsetOf(_files))
            return "files are left in the temporary folder";
        var began = time.GetTimestamp();
        using var looks = new PeriodicTimer(Pause, time);
        while (Running() is { } left)
        {
            if (time.GetElapsedTime(began) > Patience)
                return left;
            await looks.WaitForNextTickAsync();
        }

        return null;
    }

    private string? Running()
    {
        var workers = ThreadPool.ThreadCount;
        foreach (var (name, count) in Threads())
        {
            var most = name == Pool ? Math.Max(workers, ThreadPool.ThreadCount)
                : Math.Max(OfRuntime.GetValueOrDefault(name), _threads.GetValueOrDefault(name));
            if (count > most)
                return $"a thread named {name} still runs";
        }

        ThreadPool.GetMaxThreads(out var all, out _);
        ThreadPool.GetAvailableThreads(out var free, out _);
        return all - free > OwnWorkers ? "work is still under way" : null;
    }

    private static Dictionary<string, int> Threads()
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var folder in Directory.EnumerateDirectories("/proc/self/task"))
        {
            try
            {
                var name = File.ReadAllText(Path.Combine(folder, "comm")).TrimEnd('\n');
                names[name] = names.GetValueOrDefault(name) + 1;
            }
            catch (IOException)
            {
                // It has just ended.
            }
        }

        return names;
    }

    private static HashSet<string> Files()
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(Path.GetTempPath()).Select(path => $"{path} {File.GetLastWriteTimeUtc(path).Ticks.ToString(CultureInfo.InvariantCulture)}")];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string Setting()
    {
        ThreadPool.GetMinThreads(out var least, out var leastPorts);
        ThreadPool.GetMaxThreads(out var most, out var mostPorts);
        var variables = Environment.GetEnvironmentVariables();
        var names = variables.Keys.Cast<string>().Order(StringComparer.Ordinal).Select(name => $"{name}={variables[name]}");
        return string.Create(CultureInfo.InvariantCulture, $"{Environment.CurrentDirectory}\n{CultureInfo.DefaultThreadCurrentCulture?.Name}\n{CultureInfo.DefaultThreadCurrentUICulture?.Name}\n{least} {leastPorts} {most} {mostPorts}\n{string.Join('\n', names)}");
    }
}
