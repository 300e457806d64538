using System.Collections.Concurrent;
using BackendLabs.Contract;
using StackExchange.Redis;

namespace BackendLabs.SnippetHost.Services.Redis;

/// <summary>The client's one connection, which all calls share.</summary>
internal sealed class RedisService(ServiceContext context) : ProcessService
{
    private readonly Lazy<IDatabase> _database = new(() => SnippetRedis.Connect(Path.Combine(context.Places.Sockets, "redis.sock"), context.Records));

    public override void Start() => _ = _database.Value;

    private readonly ConcurrentDictionary<RedisTrace, bool> _underWay = new();

    public override CallService OpenForCall(CancellationToken ended)
    {
        var trace = context.Records ? new RedisTrace(context.Frames, context.Send) : null;
        if (trace is not null)
            _underWay[trace] = true;
        return new CallRedis(_database.Value, trace, this);
    }

    public override void Take(JudgeToHost.ToService change)
    {
        if (change is not JudgeToHost.TellPending)
            return;
        foreach (var trace in _underWay.Keys)
            trace.TellPending();
    }

    private sealed class CallRedis(IDatabase database, RedisTrace? trace, RedisService service) : CallService
    {
        private readonly object _value = trace is null ? database : new TracedDatabase(database, trace);

        public override object For(Type type) => _value;

        public override ValueTask DisposeAsync()
        {
            trace?.EndCall();
            if (trace is not null)
                service._underWay.TryRemove(trace, out _);
            return ValueTask.CompletedTask;
        }
    }
}
