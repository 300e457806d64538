using BackendLabs.Judge.Faults;
using BackendLabs.Judge.Services;
using BackendLabs.Judge.Services.Redis;

namespace BackendLabs.Judge.Tests.Redis;

internal sealed class JudgeCacheTests : GateFixture
{
    private RedisWitness _witness = null!;
    private JudgeCache _cache = null!;

    [SetUp]
    public async Task Open()
    {
        _witness = Witness();
        _cache = new JudgeCache(Keep(await Server.LinkAsync()), _witness, new RedisObstacles(), new FaultLedger(), new JudgeTimeline(TimeProvider.System, ServiceHomes.Matches), TimeProvider.System, CancellationToken.None);
    }

    [Test]
    public async Task A_check_reads_what_it_and_the_snippet_wrote()
    {
        var snippet = await ConnectAsync(witness: _witness);
        await snippet.AskAsync("HSET product:7 name lamp price 12");
        await snippet.AskAsync("RPUSH queue a b a");
        await snippet.AskAsync("SADD tags new blue");
        await _cache.SetAsync("stock:1", "Grüße 41");

        Assert.That(await _cache.GetAsync("stock:1"), Is.EqualTo("Grüße 41"));
        Assert.That(await _cache.GetAsync("none"), Is.Null);
        Assert.That(await _cache.HashAsync("product:7"), Is.EqualTo(new Dictionary<string, string> { ["name"] = "lamp", ["price"] = "12" }));
        Assert.That(await _cache.ListAsync("queue"), Is.EqualTo(["a", "b", "a"]));
        Assert.That(await _cache.MembersAsync("tags"), Is.EqualTo(["blue", "new"]));
        Assert.That(await _cache.TypeAsync("tags"), Is.EqualTo("set"));
        Assert.That(await _cache.TypeAsync("none"), Is.EqualTo("none"));
        Assert.That(await _cache.IncrementAsync("visits", 5), Is.EqualTo(5));
        Assert.That(await _cache.ExistsAsync("visits"));
        Assert.That(await _cache.DeleteAsync("visits"));
        Assert.That(await _cache.DeleteAsync("visits"), Is.False);
        Assert.That(await _cache.KeysAsync(), Is.EqualTo(["product:7", "queue", "stock:1", "tags"]));
        Assert.That(await _cache.KeysAsync("*u*"), Is.EqualTo(["product:7", "queue"]));
        await _cache.ClearAsync();
        Assert.That(await _cache.KeysAsync(), Is.Empty);
    }

    [Test]
    public async Task An_expiry_is_told_from_none()
    {
        await _cache.SetAsync("brief", "1", TimeSpan.FromSeconds(90));
        await _cache.SetAsync("kept", "1");

        Assert.That(await _cache.TtlAsync("brief"), Is.InRange(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(90)));
        Assert.That(await _cache.TtlAsync("kept"), Is.Null);
        Assert.That(await _cache.TtlAsync("none"), Is.Null);
        Assert.That(async () => await _cache.SetAsync("k", "1", TimeSpan.Zero), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public async Task Only_the_snippets_commands_are_counted_but_all_are_on_the_timeline()
    {
        var snippet = await ConnectAsync(witness: _witness);
        await snippet.AskAsync("GET k");
        await _cache.SetAsync("k", "1", TimeSpan.FromSeconds(60));
        await snippet.AskAsync("GET k");

        Assert.That(_cache.Commands.Select(command => command.Detail), Is.EqualTo(["k -> nil", "k -> 1 byte"]));
        Assert.That(Seen.Select(seen => $"{seen.Host} {seen.Operation} {seen.Detail}"), Is.EqualTo(["1 GET k -> nil", "0 SET k \"1\" PX 60000 -> OK", "1 GET k -> 1 byte"]));
        _cache.ClearCommands();
        Assert.That(_cache.Commands, Is.Empty);
    }

    [Test]
    public async Task A_key_of_another_type_is_named_in_the_error()
    {
        await _cache.SetAsync("stock:1", "41");

        Assert.That(
            async () => await _cache.HashAsync("stock:1"),
            Throws.InstanceOf<InvalidOperationException>().With.Message.EqualTo("A key holds another kind of value than this check looks for: HGETALL stock:1."));
    }

    [TestCase("a text")]
    [TestCase("9223372036854775807")]
    public async Task A_text_where_a_number_is_looked_for_is_another_kind(string value)
    {
        await _cache.SetAsync("stock:1", value);

        Assert.That(async () => await _cache.IncrementAsync("stock:1"), Throws.TypeOf<OtherKindException>().With.Message.Contain("INCRBY stock:1"));
    }

    [Test]
    public async Task Many_keys_are_all_listed()
    {
        await Task.WhenAll(Enumerable.Range(0, 5_000).Select(i => _cache.SetAsync($"k:{i:0000}", "1")));

        Assert.That(await _cache.KeysAsync("k:*"), Is.EqualTo(Enumerable.Range(0, 5_000).Select(i => $"k:{i:0000}")));
    }

    [Test]
    public async Task A_wrong_password_and_an_absent_server_are_told_apart()
    {
        var wrong = Server.Upstream with { Password = "guess" };
        var absent = Server.Upstream with { SocketPath = Server.NewSocketPath() };
        static Task<RedisLink> Connect(RedisUpstream upstream) =>
            RedisLink.ConnectAsync(upstream, TimeSpan.FromMilliseconds(100), TimeProvider.System, CancellationToken.None);

        Assert.That(async () => await Connect(wrong), Throws.InstanceOf<UnauthorizedAccessException>());
        Assert.That(async () => await Connect(absent), Throws.InstanceOf<TimeoutException>().With.Message.Contains(absent.SocketPath));
        Assert.That(wrong.ToString(), Does.Not.Contain("guess"));
        await using var right = await Server.LinkAsync();
        Assert.That(await right.SendAsync(CancellationToken.None, "PING"), Is.EqualTo(new RedisReply.Simple("PONG")));
    }
}
