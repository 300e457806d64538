using BackendLabs.Judge.Faults;
using BackendLabs.Judge.Services;
using BackendLabs.Judge.Services.Redis;

namespace BackendLabs.Judge.Tests.Redis;

/// <summary>What a check does to a live server, as the client behind the gate meets it.</summary>
internal sealed class RedisFaultTests : GateFixture
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private RedisObstacles _obstacles = null!;
    private FaultLedger _ledger = null!;
    private JudgeTimeline _timeline = null!;
    private JudgeCache _cache = null!;

    [SetUp]
    public async Task MakeCache()
    {
        _obstacles = new RedisObstacles();
        _ledger = new FaultLedger();
        _timeline = new JudgeTimeline(TimeProvider.System, ServiceHomes.Matches);
        _cache = new JudgeCache(Keep(await Server.LinkAsync()), Witness(), _obstacles, _ledger, _timeline, TimeProvider.System, CancellationToken.None);
    }

    [Test]
    public async Task A_stopped_server_cuts_every_connection_and_takes_none_until_it_is_back()
    {
        await using var before = await ClientAsync();
        await before.AskAsync("SET k v");

        var fault = await _cache.StopAsync();
        Assert.That(async () => await before.AskAsync("GET k"), Throws.InstanceOf<IOException>());
        await using (var during = await ClientAsync())
            Assert.That(async () => await during.AskAsync("PING"), Throws.InstanceOf<IOException>());
        Assert.That(fault.Landed, Is.Zero, "A library connects by itself.");
        _ledger.Told("redis");
        Assert.That(fault.Landed, Is.EqualTo(1), "The code has asked for something.");

        await fault.LiftAsync();
        await using var after = await ClientAsync();
        Assert.That(await after.AskAsync("GET k"), Is.EqualTo(new RedisReply.Bulk("v"u8.ToArray())).Using<RedisReply>(SameText));
    }

    [Test]
    public async Task A_restarted_server_has_forgotten_all()
    {
        await using var before = await ClientAsync();
        await before.AskAsync("SET k v");

        await using var fault = await _cache.RestartAsync();
        Assert.That(async () => await before.AskAsync("GET k"), Throws.InstanceOf<IOException>());
        Assert.That(fault.Landed, Is.Zero, "Nobody has asked the new one yet.");
        await using var after = await ClientAsync();
        Assert.That(await after.AskAsync("EXISTS k"), Is.EqualTo(new RedisReply.Integer(0)));
        Assert.That(fault.Landed, Is.EqualTo(1));
    }

    [Test]
    public async Task An_emptied_server_keeps_its_connections()
    {
        await using var client = await ClientAsync();
        await client.AskAsync("SET k v");
        await using var fault = await _cache.EmptyAsync();

        Assert.That(await client.AskAsync("EXISTS k"), Is.EqualTo(new RedisReply.Integer(0)));
        Assert.That(fault.Landed, Is.EqualTo(1));
    }

    [Test]
    public async Task A_frozen_server_takes_all_and_answers_when_it_thaws()
    {
        await using var client = await ClientAsync();
        await client.AskAsync("PING");
        var fault = _cache.Freeze();

        var asked = client.AskAsync("INCR n");
        await Until(() => fault.Landed == 1);
        await using var late = await ClientAsync();
        var connected = late.AskAsync("PING");
        Assert.That((asked.IsCompleted, connected.IsCompleted), Is.EqualTo((false, false)));
        Assert.That(await _cache.ExistsAsync("n"), Is.False, "It went through.");

        await fault.LiftAsync();
        Assert.That(await asked.WaitAsync(Patience), Is.EqualTo(new RedisReply.Integer(1)));
        Assert.That(await connected.WaitAsync(Patience), Is.EqualTo(new RedisReply.Simple("PONG")));
    }

    [Test]
    public async Task A_library_still_greeting_when_the_server_freezes_is_met_by_its_first_command()
    {
        await using var client = await ClientAsync();
        await using var fault = _cache.Freeze();
        await client.SendAsync([.. RawClient.Encode("PING"), .. RawClient.Encode("INCR", "n")]);

        Assert.That(await client.ReadAsync(), Is.EqualTo(new RedisReply.Simple("PONG")));
        await Until(() => fault.Landed == 1);
        Assert.That(await _cache.ExistsAsync("n"), Is.False, "It went through.");
    }

    [Test]
    public async Task A_slower_server_takes_its_time_for_commands_and_not_for_chatter()
    {
        await using var client = await ClientAsync();
        await using var fault = _cache.SlowBy(TimeSpan.FromMilliseconds(150));
        await client.AskAsync("PING");
        Assert.That(fault.Landed, Is.Zero);

        var began = TimeProvider.System.GetTimestamp();
        await client.AskAsync("SET k v");
        // A timer may be a tick of the clock early.
        Assert.That(TimeProvider.System.GetElapsedTime(began), Is.GreaterThan(TimeSpan.FromMilliseconds(140)));
        Assert.That(fault.Landed, Is.EqualTo(1));
        Assert.That(Seen.Single().DurationMicroseconds, Is.GreaterThan(140_000));
    }

    [Test]
    public async Task A_cut_reply_breaks_off_after_the_server_did_its_work()
    {
        await using var client = await ClientAsync();
        await using (var fault = _cache.CutReplies())
        {
            Assert.That(async () => await client.AskAsync("SET k v"), Throws.InstanceOf<IOException>());
            Assert.That(fault.Landed, Is.EqualTo(1));
        }

        Assert.That(await _cache.GetAsync("k"), Is.EqualTo("v"));
        Assert.That(Timeline, Has.One.EndsWith("-> OK, cut off"));
    }

    [Test]
    public async Task The_first_replies_come_whole_where_a_later_one_is_to_be_cut()
    {
        await using var client = await ClientAsync();
        await using (var fault = _cache.CutReplies(after: 1))
        {
            Assert.That(await client.AskAsync("DEL k"), Is.EqualTo(new RedisReply.Integer(0)));
            Assert.That(fault.Landed, Is.Zero);
            Assert.That(async () => await client.AskAsync("SET k v"), Throws.InstanceOf<IOException>());
            Assert.That(fault.Landed, Is.EqualTo(1));
        }

        Assert.That(await _cache.GetAsync("k"), Is.EqualTo("v"));
    }

    [Test]
    public async Task A_transaction_is_cut_at_its_EXEC_after_all_of_it_was_done()
    {
        await using var client = await ClientAsync();
        await using (var fault = _cache.CutReplies())
        {
            // One by one, as a client does that waits for each reply.
            await client.AskAsync("WATCH k");
            await client.AskAsync("MULTI");
            await client.AskAsync("SET k v");
            Assert.That(fault.Landed, Is.Zero);
            Assert.That(async () => await client.AskAsync("EXEC"), Throws.InstanceOf<IOException>());
            Assert.That(fault.Landed, Is.EqualTo(1));
        }

        Assert.That(await _cache.GetAsync("k"), Is.EqualTo("v"));
    }

    [Test]
    public async Task A_full_server_refuses_writes_and_goes_on_reading()
    {
        await using var client = await ClientAsync();
        await client.AskAsync("SET k v");
        var fault = await _cache.FillAsync();

        Assert.That(await client.ErrorAsync("SET other v"), Does.StartWith("OOM"));
        Assert.That(await client.AskAsync("EXISTS k"), Is.EqualTo(new RedisReply.Integer(1)));
        Assert.That(fault.Landed, Is.EqualTo(1));

        await fault.LiftAsync();
        Assert.That(await client.AskAsync("SET other v"), Is.EqualTo(new RedisReply.Simple("OK")));
    }

    [Test]
    public async Task A_read_only_server_refuses_writes_keeps_its_keys_and_comes_back()
    {
        await using var client = await ClientAsync();
        await client.AskAsync("SET k v");
        var fault = await _cache.MakeReadOnlyAsync();

        Assert.That(await client.ErrorAsync("SET k other"), Does.StartWith("READONLY"));
        Assert.That(await client.AskAsync("EXISTS k"), Is.EqualTo(new RedisReply.Integer(1)));
        Assert.That(fault.Landed, Is.EqualTo(1));

        await fault.LiftAsync();
        Assert.That(await client.AskAsync("SET k other"), Is.EqualTo(new RedisReply.Simple("OK")));
    }

    [Test]
    public async Task A_transaction_on_a_full_server_counts_as_met()
    {
        await using var client = await ClientAsync();
        await using var fault = await _cache.FillAsync();
        await client.AskAsync("MULTI");
        await client.ErrorAsync("SET k v");
        Assert.That(await client.ErrorAsync("EXEC"), Does.StartWith("EXECABORT"));
        Assert.That(fault.Landed, Is.GreaterThanOrEqualTo(1));
    }

    [Test]
    public async Task A_fault_that_nobody_met_is_named_and_one_that_was_met_is_not()
    {
        await using var client = await ClientAsync();
        await using var slow = _cache.SlowBy(TimeSpan.FromMilliseconds(1));
        await client.AskAsync("PING");
        Assert.That(_ledger.Unreached(), Is.EqualTo("The fault never landed (Redis slower by 1 ms): your code sent Redis no command while it lasted."));

        await client.AskAsync("GET k");
        Assert.That(_ledger.Unreached(), Is.Null);
    }

    [Test]
    public async Task Each_fault_is_on_the_timeline_from_its_beginning_to_its_end()
    {
        await (await _cache.StopAsync()).DisposeAsync();
        Assert.That(_timeline.Events.Select(e => $"{e.Service} {e.Operation} {e.Detail}"), Is.EqualTo(new[] { "judge fault Redis stopped", "judge lifted Redis stopped" }));
    }

    [Test]
    public async Task A_fault_lifted_twice_is_lifted_once()
    {
        var fault = await _cache.FillAsync();
        await fault.LiftAsync();
        await fault.DisposeAsync();
        Assert.That(fault.IsLifted);
        Assert.That(_timeline.Events, Has.Count.EqualTo(2));
    }

    // By commands that change stock:1 without the word SET, and by a transaction.
    [TestCase("SET stock:1 4")]
    [TestCase("DECR stock:1")]
    [TestCase("SETEX stock:1 60 4")]
    [TestCase("MSET other 1 stock:1 4")]
    [TestCase("GETSET stock:1 4")]
    [TestCase("DEL stock:1")]
    [TestCase("EXPIRE stock:1 60")]
    [TestCase("RENAME other stock:1")]
    [TestCase("COPY other stock:1 REPLACE")]
    [TestCase("SUNIONSTORE stock:1 a b")]
    [TestCase("FLUSHALL")]
    [TestCase("SORT list STORE stock:1")]
    [TestCase("LMPOP 1 stock:1 LEFT")]
    public async Task A_hold_stops_a_write_of_the_key_by_whatever_command(string write)
    {
        await using var client = await ClientAsync();
        await client.AskAsync("SET other 1");
        var hold = _cache.HoldBeforeWrite("stock:1");
        Assert.That(await client.AskAsync("GET stock:1"), Is.InstanceOf<RedisReply.Bulk>());
        await client.AskAsync("SET elsewhere 1");

        var writing = client.AskAsync(write);
        await hold.ReachedAsync(writing).WaitAsync(Patience);
        Assert.That(writing.IsCompleted, Is.False);
        hold.Release();
        await writing.WaitAsync(Patience);
    }

    [Test]
    public async Task A_transaction_is_held_at_its_exec()
    {
        await using var client = await ClientAsync();
        var hold = _cache.HoldBeforeWrite("stock:1");
        await client.AskAsync("WATCH stock:1");
        await client.AskAsync("MULTI");
        Assert.That(await client.AskAsync("SET stock:1 4"), Is.EqualTo(new RedisReply.Simple("QUEUED")));
        var exec = client.AskAsync("EXEC");
        await hold.ReachedAsync(exec).WaitAsync(Patience);

        // Somebody else comes in between: the watch must notice.
        await _cache.SetAsync("stock:1", "9");
        hold.Release();
        Assert.That(await exec.WaitAsync(Patience), Is.InstanceOf<RedisReply.Array>().With.Property("Items").Null);
        Assert.That(await _cache.GetAsync("stock:1"), Is.EqualTo("9"));
    }

    [Test]
    public async Task Only_the_first_write_is_held_so_that_another_client_runs_through()
    {
        await using var first = await ClientAsync();
        await using var second = Keep(await RawClient.ConnectAsync(Listen(obstacles: _obstacles, host: 2)));
        var hold = _cache.HoldBeforeWrite("n");

        var held = first.AskAsync("SET n 1");
        await hold.ReachedAsync(held);
        await second.AskAsync("SET n 2").WaitAsync(Patience);
        hold.Release();
        await held.WaitAsync(Patience);
        Assert.That(await _cache.GetAsync("n"), Is.EqualTo("1"));
    }

    [Test]
    public async Task A_hold_for_one_process_lets_the_others_pass()
    {
        await using var first = await ClientAsync();
        await using var second = Keep(await RawClient.ConnectAsync(Listen(obstacles: _obstacles, host: 2)));
        var hold = _cache.HoldBeforeWrite("n", by: 2);

        await first.AskAsync("SET n 1").WaitAsync(Patience);
        var held = second.AskAsync("SET n 2");
        await hold.ReachedAsync(held).WaitAsync(Patience);
        hold.Release();
        await held.WaitAsync(Patience);
    }

    [Test]
    public async Task A_hold_that_nothing_reaches_fails_by_name()
    {
        await using var client = await ClientAsync();
        var hold = _cache.HoldBeforeWrite("stock:1");
        var error = await Assert.ThrowsAsync<ExpectationFailedException>(() => hold.ReachedAsync(client.AskAsync("GET stock:1")));
        Assert.That(error!.Message, Is.EqualTo("The hold was never reached: your code never came to a write of \"stock:1\"."));
        Assert.That(_ledger.Unreached(), Is.EqualTo(error.Message));
    }

    [Test]
    public async Task A_connection_that_is_held_ends_with_its_gate()
    {
        var client = await RawClient.ConnectAsync(Listen(obstacles: _obstacles));
        var hold = _cache.HoldBeforeWrite();
        var writing = client.AskAsync("SET k v");
        await hold.ReachedAsync(writing);
        // The gate is disposed at the test's end, with a command in its hands.
        await client.DisposeAsync();
    }

    private async Task<RawClient> ClientAsync() => await RawClient.ConnectAsync(Listen(obstacles: _obstacles));

    private static bool SameText(RedisReply left, RedisReply right) => left.ToString() == right.ToString()
        || left is RedisReply.Bulk { Text: var one } && right is RedisReply.Bulk { Text: var other } && one == other;

    private static async Task Until(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!condition())
            await look.WaitForNextTickAsync(patience.Token);
    }
}
