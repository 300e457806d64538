namespace BackendLabs.Contract.Services.Redis;

/// <summary>A Redis server that belongs to the world.</summary>
public sealed class RedisHome : ServiceHome
{
    public const string Name = "redis";

    /// <summary>The option that allows scripts in Lua.</summary>
    public const string Scripting = "scripting";

    public override string Kind => Name;

    public override string Title => "Redis";

    public override string Noun => "Redis";

    public override string UsualName => "cache";

    public override IReadOnlyList<ServiceOption> Options { get; } = [new(Scripting) { IsOnByDefault = true, WordWhereOff = "Lua" }];

    public override IReadOnlyList<string> Parameters { get; } = ["StackExchange.Redis.IDatabase"];

    public override IReadOnlyList<string> Imports { get; } = ["StackExchange.Redis"];

    public override IReadOnlyList<string> Libraries { get; } = ["StackExchange.Redis"];

    public override IReadOnlyList<string> KnownTypes { get; } =
        ["IDatabase", "RedisKey", "RedisValue", "HashEntry", "ConnectionMultiplexer", "IConnectionMultiplexer"];

    public override bool IsInChecks => false;

    public override WarmUpUse WarmUp { get; } = new("IDatabase cache", """
        var known = await cache.StringGetAsync($"product:{id}");
        if (known.HasValue)
            return JsonSerializer.Deserialize<WarmProduct>(known.ToString())?.Name;
        await cache.StringSetAsync($"product:{id}", JsonSerializer.Serialize(rows), TimeSpan.FromMinutes(5));
        """);

    public override OperationWitness Witness => OperationWitness.JudgeGate;

    public override string OperationNoun => "operation";

    public override int TimelineOrder => 2;

    public override IReadOnlySet<string> Looks { get; } = Operations(
        "GET", "MGET", "EXISTS", "TTL", "PTTL", "SCAN", "KEYS", "TYPE", "STRLEN", "DBSIZE", "HGET", "HGETALL", "HLEN", "LRANGE", "LLEN",
        "SMEMBERS", "SCARD", "SISMEMBER", "ZRANGE", "ZSCORE", "ZCARD", "OBJECT");

    public override string? ArrangedNoun => "key";

    public override string? SnapshotTitle => "Keys";

    public override string UnsentAdvice =>
        "nothing is sent until ExecuteAsync(), or Execute() of a batch. Do not await a command of a transaction where it is added: await ExecuteAsync() first, then the command's task if you need its result.";

    // Labs start private servers.
    public override IReadOnlyList<MachineNeed> Needs { get; } =
    [
        new("Redis", "redis-server", "redis-server", "the labs on caching", "install redis with your system's package manager, e.g. brew install redis")
        {
            UnusedUnit = "redis-server",
        },
    ];
}
