using StackExchange.Redis;

namespace BackendLabs.SnippetHost.Services.Redis;

/// <summary>The client's one connection, which all calls share.</summary>
internal sealed class RedisService(ServiceContext context) : ProcessService
{
    private readonly Lazy<IDatabase> _database = new(() => SnippetRedis.Connect(Path.Combine(context.Places.Sockets, "redis.sock"), context.Records));

    public override void Start() => _ = _database.Value;

    public override CallService OpenForCall(CancellationToken ended) =>
        new CallRedis(_database.Value, context.Records ? new RedisTrace(context.Frames, context.Send) : null);

    private sealed class CallRedis(IDatabase database, RedisTrace? trace) : CallService
    {
        private readonly object _value = trace is null ? database : new TracedDatabase(database, trace);

        public override object For(Type type) => _value;

        public override ValueTask DisposeAsync()
        {
            trace?.EndCall();
            return ValueTask.CompletedTask;
        }
    }
}
