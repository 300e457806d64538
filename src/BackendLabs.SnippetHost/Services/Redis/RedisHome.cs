using BackendLabs.Contract;
using StackExchange.Redis;

namespace BackendLabs.SnippetHost.Services.Redis;

/// <summary>Redis, behind the judge's gate.</summary>
internal sealed class RedisHome : ServiceHome
{
    public const string Name = Contract.Services.Redis.RedisHome.Name;

    public override string Kind => Name;

    public override Task RehearseAsync(SnippetFrames frames, Action<HostToJudge> tell)
    {
        using var server = new AnsweringRedis();
        using var client = SnippetRedis.Connect(server.Address);
        var trace = new RedisTrace(frames, tell);
        IDatabase database = new TracedDatabase(client.GetDatabase(), trace);
        _ = (string?)database.StringGet("key");
        database.StringSet("key", "", TimeSpan.FromMinutes(1));
        trace.EndCall();
        return Task.CompletedTask;
    }

    public override ProcessService Open(ServiceContext context) => new RedisService(context);
}
