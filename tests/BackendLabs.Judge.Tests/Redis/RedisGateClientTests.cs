using StackExchange.Redis;

namespace BackendLabs.Judge.Tests.Redis;

/// <summary>StackExchange.Redis through the gate, as a snippet uses it.</summary>
internal sealed class RedisGateClientTests : GateFixture
{
    private static readonly RedisChannel News = RedisChannel.Literal("news");

    [TestCase(null)]
    [TestCase(RedisProtocol.Resp2)]
    [TestCase(RedisProtocol.Resp3)]
    public async Task What_the_client_does_by_itself_is_not_recorded(RedisProtocol? protocol)
    {
        var client = await ConnectClientAsync(protocol: protocol);
        client.GetDatabase().Ping();
        client.GetSubscriber().Ping();
        client.GetServer(client.GetEndPoints()[0]).Echo("hello");

        Assert.That(client.IsConnected);
        Assert.That(Timeline, Is.Empty);
        Assert.That(Refused, Is.Empty);
    }

    [Test]
    public async Task A_value_with_an_expiry_reads_back_and_the_timeline_says_so()
    {
        var db = (await ConnectClientAsync()).GetDatabase();
        db.StringSet("stock:1", "41", TimeSpan.FromSeconds(60));

        Assert.That((string?)db.StringGet("stock:1"), Is.EqualTo("41"));
        Assert.That(db.KeyTimeToLive("stock:1"), Is.GreaterThan(TimeSpan.FromSeconds(50)));
        Assert.That((string?)db.StringGet("stock:2"), Is.Null);
        Assert.That(Timeline.Take(2), Is.EqualTo(["SETEX stock:1 60 \"41\" -> OK", "GET stock:1 -> 2 bytes"]));
        Assert.That(Timeline.Last(), Is.EqualTo("GET stock:2 -> nil"));
        Assert.That(Seen, Has.All.Matches<Contract.TimelineEvent>(seen => seen is { Host: 1, Service: "redis", SelfReported: false, DurationMicroseconds: > 0 }));
    }

    [Test]
    public async Task Hashes_read_back()
    {
        var db = (await ConnectClientAsync()).GetDatabase();
        db.HashSet("product:7", [new HashEntry("name", "a lamp"), new HashEntry("price", 12)]);

        Assert.That(db.HashGetAll("product:7").ToStringDictionary(), Is.EqualTo(new Dictionary<string, string> { ["name"] = "a lamp", ["price"] = "12" }));
        Assert.That(Timeline, Is.EqualTo(["HMSET product:7 name \"a lamp\" price \"12\" -> OK", "HGETALL product:7 -> 4 items"]));
    }

    [Test]
    public async Task A_transaction_is_recorded_with_the_number_of_its_commands()
    {
        var db = (await ConnectClientAsync()).GetDatabase();
        db.StringSet("stock:1", 5);
        var transaction = db.CreateTransaction();
        transaction.AddCondition(Condition.StringEqual("stock:1", 5));
        var left = transaction.StringDecrementAsync("stock:1");
        var sold = transaction.StringIncrementAsync("sold:1");

        Assert.That(await transaction.ExecuteAsync());
        Assert.That((await left, await sold), Is.EqualTo((4L, 1L)));
        Assert.That(Timeline.Skip(1), Is.EqualTo([
            "WATCH stock:1 -> OK", "GET stock:1 -> 1 byte", "MULTI -> OK", "DECR stock:1 -> QUEUED", "INCR sold:1 -> QUEUED", "EXEC 2 commands -> 2 items",
        ]));
    }

    [Test]
    public async Task A_batch_and_ten_thousand_pipelined_commands_pair_with_their_replies()
    {
        var db = (await ConnectClientAsync()).GetDatabase();
        var batch = db.CreateBatch();
        var answers = Enumerable.Range(0, 100).Select(i => batch.StringSetAsync($"b:{i}", i)).ToList();
        batch.Execute();
        await Task.WhenAll(answers);

        var sets = Enumerable.Range(0, 5_000).Select(i => db.StringSetAsync($"k:{i}", i)).ToList();
        var gets = Enumerable.Range(0, 5_000).Select(i => db.StringGetAsync($"k:{i}")).ToList();
        await Task.WhenAll(sets);
        var values = await Task.WhenAll(gets);

        Assert.That(values.Select(value => (int)value), Is.EqualTo(Enumerable.Range(0, 5_000)));
        Assert.That(Seen, Has.Count.EqualTo(10_100));
        Assert.That(Timeline.Skip(100), Is.EqualTo(
            Enumerable.Range(0, 5_000).Select(i => $"SET k:{i} \"{i}\" -> OK")
                .Concat(Enumerable.Range(0, 5_000).Select(i => $"GET k:{i} -> {(i < 10 ? "1 byte" : $"{i.ToString().Length} bytes")}"))));
    }

    [Test]
    public async Task Messages_arrive_among_commands_and_keep_alives()
    {
        var client = await ConnectClientAsync();
        var subscriber = client.GetSubscriber();
        var received = new List<string>();
        var all = new TaskCompletionSource();
        await subscriber.SubscribeAsync(News, (_, message) =>
        {
            lock (received)
            {
                received.Add(message!);
                if (received.Count == 500)
                    all.SetResult();
            }
        });
        for (var i = 0; i < 500; i++)
        {
            await subscriber.PublishAsync(News, i);
            if (i % 100 == 0)
                await subscriber.PingAsync();
        }
        await all.Task.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.That(received.Select(int.Parse).Order(), Is.EqualTo(Enumerable.Range(0, 500)));
        await subscriber.UnsubscribeAsync(News);
        Assert.That(Timeline.First(), Is.EqualTo("SUBSCRIBE news"));
        Assert.That(Timeline.ElementAt(1), Is.EqualTo("PUBLISH news \"0\" -> 1"));
        Assert.That(Timeline.Last(), Is.EqualTo("UNSUBSCRIBE news"));
        Assert.That(Seen, Has.Count.EqualTo(502));
    }

    [Test]
    public async Task A_refusal_reaches_the_client_as_a_server_error()
    {
        var db = (await ConnectClientAsync()).GetDatabase();
        var error = Assert.Throws<RedisServerException>(() => db.ScriptEvaluate("return 1"));

        Assert.That(error!.Message, Does.Contain("EVAL is not allowed here").Or.Contain("SCRIPT is not allowed here"));
        Assert.That(Refused, Is.Not.Empty);
    }

    [Test]
    public async Task Scripts_run_where_the_lab_allows_them()
    {
        var db = (await ConnectClientAsync(new() { Scripting = true })).GetDatabase();

        Assert.That((int)db.ScriptEvaluate("return redis.call('INCR', KEYS[1])", ["visits"]), Is.EqualTo(1));
        Assert.That(Refused, Is.Empty);
    }

    [Test]
    public async Task A_full_server_answers_with_an_error_and_lives()
    {
        var db = (await ConnectClientAsync()).GetDatabase();
        var large = new byte[1_000_000];
        var error = Assert.Throws<RedisServerException>(() =>
        {
            for (var i = 0; i < 100; i++)
                db.StringSet($"large:{i}", large);
        });

        Assert.That(error!.Message, Does.StartWith("OOM"));
        Assert.That(Timeline.Last(), Does.Contain("-> error: OOM"));
        Assert.That((int)db.StringGet("nothing"), Is.Zero);
    }
}
