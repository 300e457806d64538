using BackendLabs.Contract;
using StackExchange.Redis.Profiling;

namespace BackendLabs.SnippetHost.Services.Redis;

/// <summary>
/// Has the client's profiler say which commands one operation sends. It names them and nothing else, and only those that
/// were answered; a transaction is one EXEC to it.
/// </summary>
internal static class CommandsSent
{
    // An asynchronous walk asks for its next page on another thread.
    private static readonly AsyncLocal<ProfilingSession?> UnderWay = new();

    /// <summary>For <c>RegisterProfiler</c>.</summary>
    public static ProfilingSession? Session() => UnderWay.Value;

    public static T By<T>(ProfilingSession session, Func<T> call)
    {
        var before = UnderWay.Value;
        UnderWay.Value = session;
        try
        {
            return call();
        }
        finally
        {
            UnderWay.Value = before;
        }
    }

    /// <summary>Each once.</summary>
    public static List<string> Of(ProfilingSession session)
    {
        List<string> names = [];
        foreach (var command in session.FinishProfiling())
        {
            if (names.Count < RedisFacts.MostCommands && !names.Contains(command.Command))
                names.Add(command.Command);
        }

        return names;
    }
}
