using BackendLabs.Judge.Faults;
using BackendLabs.Judge.Services;
using BackendLabs.Judge.Services.Redis;

namespace BackendLabs.Judge.Tests.Redis;

/// <summary>A transaction that the server has not begun, or not ended, hides no command from a check.</summary>
internal sealed class RefusedTransactionTests : GateFixture
{
    private static readonly string[][] NotBegun =
    [
        ["MULTI x"], ["MULTI", "EXEC x"], ["MULTI", "DISCARD"], ["MULTI", "SET k", "EXEC"], ["MULTI", "CONFIG SET a b", "EXEC"], ["MULTI", "RESET", "EXEC"],
        ["MULTI x", "MULTI y z"], ["WATCH k", "MULTI x"], ["HELLO 3 x", "MULTI x"], ["SUBSCRIBE c", "UNSUBSCRIBE c", "MULTI x"],
    ];

    private static readonly string[][] Begun =
    [
        ["MULTI"], ["MULTI", "MULTI"], ["MULTI", "WATCH k"], ["MULTI x", "MULTI"], ["MULTI", "DISCARD x", "DISCARD", "MULTI"], ["HELLO 3", "MULTI"],
    ];

    private RedisObstacles _obstacles = null!;
    private FaultLedger _ledger = null!;
    private JudgeCache _cache = null!;

    [SetUp]
    public async Task MakeCache()
    {
        _obstacles = new RedisObstacles();
        _ledger = new FaultLedger();
        _cache = new JudgeCache(Keep(await Server.LinkAsync()), Witness(), _obstacles, _ledger, new JudgeTimeline(TimeProvider.System, ServiceHomes.Matches), TimeProvider.System, CancellationToken.None);
    }

    [TestCaseSource(nameof(NotBegun))]
    public async Task A_write_outside_of_a_transaction_waits_for_its_turn(params string[] before)
    {
        var scheduled = new ScheduledRedis();
        var client = await ClientAsync();
        _obstacles.Add(scheduled);
        await SendAllAtOnceAsync(client, [.. before, "SET k mine"]);

        Assert.That(await ArrivalAsync(scheduled, "SET"), Is.EqualTo(new[] { "k" }));
        await using var link = await Server.LinkAsync();
        Assert.That(await link.SendAsync(CancellationToken.None, "EXISTS", "k"), Is.EqualTo(new RedisReply.Integer(0)), "It has passed without its turn.");
    }

    [TestCaseSource(nameof(Begun))]
    public async Task What_a_transaction_writes_waits_with_its_EXEC(params string[] before)
    {
        var scheduled = new ScheduledRedis();
        var client = await ClientAsync();
        _obstacles.Add(scheduled);
        await SendAllAtOnceAsync(client, [.. before, "SET k mine", "EXEC"]);

        Assert.That(await ArrivalAsync(scheduled, "EXEC"), Is.EqualTo(new[] { "k" }));
    }

    [TestCaseSource(nameof(NotBegun))]
    public async Task A_write_outside_of_a_transaction_is_held(params string[] before)
    {
        var client = await ClientAsync();
        await SendAllAtOnceAsync(client, before);
        var hold = _cache.HoldBeforeWrite("k");
        await SendAllAtOnceAsync(client, ["SET k mine"]);

        await Until(() => hold.IsReached);
        Assert.That(await _cache.ExistsAsync("k"), Is.False);
        hold.Release();
    }

    [TestCaseSource(nameof(NotBegun))]
    public async Task Its_reply_is_cut(params string[] before)
    {
        var client = await ClientAsync();
        await SendAllAtOnceAsync(client, before);
        foreach (var _ in before)
            await client.ReadAsync();
        await using var fault = _cache.CutReplies();
        await SendAllAtOnceAsync(client, ["SET k mine"]);

        Assert.That(async () => await client.ReadAsync(), Throws.InstanceOf<IOException>());
        Assert.That(fault.Landed, Is.EqualTo(1));
        Assert.That(await _cache.GetAsync("k"), Is.EqualTo("mine"));
    }

    [Test]
    public async Task A_doomed_transaction_consumes_no_hold()
    {
        var client = await ClientAsync();
        var hold = _cache.HoldBeforeWrite("k");
        await SendAllAtOnceAsync(client, ["MULTI", "SET k", "SET k 1", "EXEC", "MULTI", "CONFIG SET a b", "SET k 2", "EXEC", "SET k 3"]);

        await Until(() => hold.IsReached);
        Assert.That(await _cache.ExistsAsync("k"), Is.False);
        Assert.That(Timeline, Has.Some.StartWith("EXEC 1 command -> error: EXECABORT").And.Some.EqualTo("CONFIG SET a b -> refused"), "Both have come and gone.");
        hold.Release();
        await Until(() => Timeline.Any(line => line == "SET k \"3\" -> OK"));
    }

    private async Task<RawClient> ClientAsync() => Keep(await RawClient.ConnectAsync(Listen(obstacles: _obstacles)));

    // In one packet: nothing is known of the first reply when the last command arrives.
    private static Task SendAllAtOnceAsync(RawClient client, string[] lines) =>
        client.SendAsync([.. lines.SelectMany(line => RawClient.Encode(line.Split(' ')))]);

    /// <summary>What the operation writes; those before it are let go.</summary>
    private static async Task<IReadOnlyList<string>> ArrivalAsync(ScheduledRedis scheduled, string command)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (true)
        {
            var waiting = await scheduled.Arrived.ReadAsync(patience.Token);
            if (waiting.Passing.Command == command && waiting.Passing.Written.Count > 0)
                return waiting.Passing.Written;
            waiting.Go();
        }
    }

    private static async Task Until(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!condition())
            await look.WaitForNextTickAsync(patience.Token);
    }
}
