using System.Collections.Concurrent;
using System.Net.Sockets;
using BackendLabs.Contract;
using BackendLabs.Judge.Services.Redis;
using StackExchange.Redis;

namespace BackendLabs.Judge.Tests.Redis;

/// <summary>One redis-server for the fixture, emptied before each test; gates as a test needs them.</summary>
[NonParallelizable]
internal abstract class GateFixture
{
    private readonly List<IAsyncDisposable> _open = [];

    protected LiveRedis Server { get; private set; } = null!;

    protected ConcurrentQueue<TimelineEvent> Seen { get; } = new();

    protected ConcurrentQueue<GateRefusal> Refused { get; } = new();

    protected IEnumerable<string> Timeline => Seen.Select(seen => $"{seen.Operation} {seen.Detail}");

    [OneTimeSetUp]
    public async Task StartServer() => Server = await LiveRedis.StartAsync();

    [OneTimeTearDown]
    public async Task StopServer()
    {
        if (Server is not null)
            await Server.DisposeAsync();
    }

    [SetUp]
    public async Task Empty()
    {
        await using var link = await Server.LinkAsync();
        await link.SendAsync(CancellationToken.None, "FLUSHALL");
        Seen.Clear();
        Refused.Clear();
    }

    [TearDown]
    public async Task Close()
    {
        for (var i = _open.Count - 1; i >= 0; i--)
            await _open[i].DisposeAsync();
        _open.Clear();
        Assert.That(Server.IsAlive, "redis-server has died.");
    }

    protected RedisWitness Witness(long commandLimit = 1_000_000) =>
        new(TimeProvider.System, TimeProvider.System.GetTimestamp(), Seen.Enqueue, Refused.Enqueue, commandLimit);

    protected string Listen(RedisGateLimits? limits = null, RedisWitness? witness = null, RedisObstacles? obstacles = null, int host = 1)
    {
        var path = Server.NewSocketPath();
        Keep(RedisGate.Listen(path, Server.Upstream, limits ?? new RedisGateLimits(), witness ?? Witness(), TimeProvider.System, host, obstacles));
        return path;
    }

    protected async Task<RawClient> ConnectAsync(RedisGateLimits? limits = null, RedisWitness? witness = null) =>
        Keep(await RawClient.ConnectAsync(Listen(limits, witness)));

    /// <param name="protocol">Null for what the client tries by itself.</param>
    protected async Task<ConnectionMultiplexer> ConnectClientAsync(RedisGateLimits? limits = null, RedisProtocol? protocol = null)
    {
        var client = await ConnectionMultiplexer.ConnectAsync(new ConfigurationOptions
        {
            EndPoints = { new UnixDomainSocketEndPoint(Listen(limits)) },
            ClientName = "snippet",
            Protocol = protocol,
            AllowAdmin = true,
            SyncTimeout = 20_000,
            ConnectTimeout = 20_000,
            KeepAlive = 1,
        });
        Keep(new Closing(client));
        return client;
    }

    protected T Keep<T>(T open)
        where T : IAsyncDisposable
    {
        _open.Add(open);
        return open;
    }

    private sealed class Closing(ConnectionMultiplexer client) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await client.CloseAsync(allowCommandsToComplete: false);
            client.Dispose();
        }
    }
}
