namespace BackendLabs.SnippetHost.Services;

/// <summary>Whether any thread of this process runs or could, but for the one that asks.</summary>
internal static class RunningThreads
{
    private const string Tasks = "/proc/self/task";

    /// <summary>A thread that waits for a processor counts as running: a busy machine makes no process idle.</summary>
    public static bool AnyOther()
    {
        if (ThreadPool.PendingWorkItemCount > 0)
            return true;
        try
        {
            var running = 0;
            foreach (var task in Directory.EnumerateDirectories(Tasks))
            {
                if (StateOf(task) is 'R' && ++running > 1)
                    return true;
            }

            return false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Without /proc the thread pool alone says it.
            return false;
        }
    }

    // The state follows the name, which stands in brackets and may hold any character.
    private static char StateOf(string task)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(task, "stat"));
            return stat[stat.LastIndexOf(')') + 2];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or IndexOutOfRangeException)
        {
            // It has ended meanwhile.
            return ' ';
        }
    }
}
