using BackendLabs.Contract;
using StackExchange.Redis;
using StackExchange.Redis.Profiling;

namespace BackendLabs.SnippetHost.Services.Redis;

/// <summary>One operation under way. It is told once: when it ends, or when nobody waits for its end.</summary>
/// <param name="envelope">The transaction or batch that it waits in; null where it is sent at once.</param>
internal sealed class RedisOperation(string name, RedisKey key, RedisEnvelope? envelope, StackFrameToken? frame, Action<HostToJudge> send)
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

    /// <summary>It has no answer when time is up.</summary>
    public void TellPending() => Tell(duration: 0, envelope is { IsSent: false } ? "never sent" : "no answer when time was up", isPending: true);

    private long Elapsed() => Math.Max(1, TimeProvider.System.Microseconds() - _began);

    private void Tell(long duration, string outcome, bool failed = false, bool isPending = false)
    {
        // The end of a call waits here for an operation that ends just then, so that the judge hears of it before the answer.
        lock (_telling)
        {
            if (_told)
                return;
            _told = true;
            Send(duration, outcome, failed, isPending);
        }
    }

    private void Send(long duration, string outcome, bool failed, bool isPending)
    {
        var text = (string?)key;
        var shown = text is null ? "" : ShownText.OnOneLine(text, 40) + " ";
        var seen = new TimelineEvent(_began, duration, RedisHome.Name, name, $"{shown}-> {outcome}", Failed: failed, Pending: isPending, Unsent: envelope is { IsSent: false });
        send(new HostToJudge.Observed(seen, frame, text is { Length: > LongestKey } ? null : text, Redis: new RedisFacts(CommandsSent.Of(_sent), envelope is { IsTransaction: true })));
    }
}

/// <summary>A transaction or batch of the client's, whose commands travel together.</summary>
internal sealed class RedisEnvelope(bool isTransaction)
{
    private volatile bool _isSent;

    public bool IsTransaction => isTransaction;

    /// <summary>Whether the code has sent it; until then none of its commands can have an answer.</summary>
    public bool IsSent => _isSent;

    public void Send() => _isSent = true;
}
