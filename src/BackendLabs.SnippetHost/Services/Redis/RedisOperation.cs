using BackendLabs.Contract;
using StackExchange.Redis;
using StackExchange.Redis.Profiling;

namespace BackendLabs.SnippetHost.Services.Redis;

/// <summary>One operation under way. It is told once: when it ends, or when nobody waits for its end.</summary>
/// <param name="isQueued">Whether it waits in a transaction for EXEC.</param>
internal sealed class RedisOperation(string name, RedisKey key, bool isQueued, StackFrameToken? frame, Action<HostToJudge> send)
{
    private const int LongestKey = 512;

    private readonly long _began = TimeProvider.System.Microseconds();
    private readonly ProfilingSession _sent = new();
    private readonly Lock _telling = new();
    private bool _told;

    /// <summary>Runs a part of it that may send commands.</summary>
    public T Run<T>(Func<T> part) => CommandsSent.By(_sent, part);

    public void End(string outcome) => Tell(Elapsed(), outcome);

    public void End(Exception error) => Tell(Elapsed(), ShownText.Of(error), failed: true);

    /// <summary>What is sent without waiting has no result and no end.</summary>
    public void End(CommandFlags flags, string outcome)
    {
        if (flags.HasFlag(CommandFlags.FireAndForget))
            LeaveOpen("sent, not waited for");
        else
            End(outcome);
    }

    public void LeaveOpen(string outcome) => Tell(duration: 0, outcome);

    private long Elapsed() => Math.Max(1, TimeProvider.System.Microseconds() - _began);

    private void Tell(long duration, string outcome, bool failed = false)
    {
        // The end of a call waits here for an operation that ends just then, so that the judge hears of it before the answer.
        lock (_telling)
        {
            if (_told)
                return;
            _told = true;
            Send(duration, outcome, failed);
        }
    }

    private void Send(long duration, string outcome, bool failed)
    {
        var text = (string?)key;
        var shown = text is null ? "" : ShownText.OnOneLine(text, 40) + " ";
        var seen = new TimelineEvent(_began, duration, RedisHome.Name, name, $"{shown}-> {outcome}", Failed: failed);
        send(new HostToJudge.Observed(seen, frame, text is { Length: > LongestKey } ? null : text, Redis: new RedisFacts(CommandsSent.Of(_sent), isQueued)));
    }
}
