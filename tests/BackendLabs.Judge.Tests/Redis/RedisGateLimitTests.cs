using System.Net.Sockets;
using System.Text;
using BackendLabs.Judge.Services.Redis;

namespace BackendLabs.Judge.Tests.Redis;

internal sealed class RedisGateLimitTests : GateFixture
{
    [TestCase("GET k\r\n")]
    [TestCase("*1\r\n$-5\r\n")]
    [TestCase("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$1048577\r\n")]
    [TestCase("*99999999999999999999\r\n")]
    public async Task A_broken_command_ends_its_connection_with_a_protocol_error(string text)
    {
        var path = Listen();
        await using var client = await RawClient.ConnectAsync(path);
        await client.SendAsync([.. RawClient.Encode("SET", "before", "1"), .. Encoding.Latin1.GetBytes(text)]);

        Assert.That(await client.ReadAsync(), Is.EqualTo(new RedisReply.Simple("OK")), "What came before it is answered.");
        Assert.That(await client.ReadErrorAsync(), Does.StartWith("ERR Protocol error: "));
        Assert.That(await client.IsClosedAsync());
        await using var next = await RawClient.ConnectAsync(path);
        Assert.That(await next.AskAsync("PING"), Is.EqualTo(new RedisReply.Simple("PONG")));
    }

    [Test]
    public async Task Random_bytes_end_connections_and_never_the_gate()
    {
        var path = Listen();
        var random = new Random(7);
        for (var i = 0; i < 200; i++)
        {
            var bytes = new byte[random.Next(1, 5_000)];
            random.NextBytes(bytes);
            bytes[0] = (byte)"*$G\r"[i % 4];
            await using var client = await RawClient.ConnectAsync(path);
            try
            {
                await client.SendAsync(bytes);
                client.Socket.Shutdown(SocketShutdown.Send);
            }
            catch (Exception closed) when (closed is IOException or SocketException)
            {
                continue;
            }
            Assert.That(await client.IsClosedAsync());
        }
        await using var next = await RawClient.ConnectAsync(path);
        Assert.That(await next.AskAsync("PING"), Is.EqualTo(new RedisReply.Simple("PONG")));
    }

    [Test]
    public async Task Endless_input_is_cut_short()
    {
        var client = await ConnectAsync();
        var chunk = new byte[64 * 1024];
        Array.Fill(chunk, (byte)'1');
        chunk[0] = (byte)'*';
        var sent = 0L;
        try
        {
            while (sent < 1L << 32)
            {
                await client.SendAsync(chunk);
                sent += chunk.Length;
            }
        }
        catch (Exception closed) when (closed is IOException or SocketException)
        {
        }
        Assert.That(sent, Is.LessThan(4 * 1024 * 1024));
    }

    [Test]
    public async Task Two_thousand_connections_are_turned_away_and_the_gate_lives()
    {
        var attempts = Environment.GetEnvironmentVariable("BACKENDLABS_FULL") == "1" ? 100_000 : 2_000;
        var path = Listen();
        List<RawClient> held = [];
        for (var i = 0; i < 64; i++)
            held.Add(Keep(await RawClient.ConnectAsync(path)));
        foreach (var client in held)
            Assert.That(await client.AskAsync("PING"), Is.EqualTo(new RedisReply.Simple("PONG")));
        for (var i = 64; i < attempts; i++)
        {
            await using var client = await RawClient.ConnectAsync(path);
            Assert.That(await client.ReadErrorAsync(), Does.StartWith("ERR max number of clients reached"));
        }

        Assert.That(await held[0].AskAsync("SET k 1"), Is.EqualTo(new RedisReply.Simple("OK")));
        await held[1].AskAsync("QUIT");
        Assert.That(await held[1].IsClosedAsync());
        Assert.That(await ConnectsAgainAsync(path), "A place that became free is given away again.");
    }

    [Test]
    public async Task A_client_that_never_reads_is_kept_waiting_and_costs_the_gate_little()
    {
        var path = Listen(new() { Connections = 2 });
        await using var good = await RawClient.ConnectAsync(path);
        await good.SendAsync(RawClient.Encode("SET", "k", new string('x', 20_000)));
        await good.ReadAsync();
        var bad = await RawClient.ConnectAsync(path);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var ask = string.Concat(Enumerable.Repeat("*2\r\n$3\r\nGET\r\n$1\r\nk\r\n", 100_000));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));

        Assert.That(async () => await bad.SendAsync(Encoding.ASCII.GetBytes(ask), patience.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(GC.GetTotalMemory(forceFullCollection: true) - before, Is.LessThan(16 * 1024 * 1024));
        Assert.That(Seen, Has.Count.LessThan(2_000));
        Assert.That(await good.AskAsync("EXISTS k"), Is.EqualTo(new RedisReply.Integer(1)));
        await bad.DisposeAsync();
        Assert.That(await ConnectsAgainAsync(path), "Its place is free again.");
    }

    [Test]
    public async Task Commands_of_a_world_are_counted_over_all_its_connections()
    {
        var witness = Witness(commandLimit: 5);
        var first = await ConnectAsync(witness: witness);
        var second = await ConnectAsync(witness: witness);
        for (var i = 0; i < 5; i++)
        {
            Assert.That(await first.AskAsync("PING"), Is.EqualTo(new RedisReply.Simple("PONG")), "The client's own doing is not counted.");
            Assert.That(await (i % 2 == 0 ? first : second).AskAsync("INCR k"), Is.EqualTo(new RedisReply.Integer(i + 1)));
        }

        Assert.That(await second.ErrorAsync("INCR k"), Does.Contain("a check may send 5 Redis commands"));
        Assert.That(await second.IsClosedAsync());
        Assert.That(await first.ErrorAsync("INCR k"), Does.Contain("a check may send 5 Redis commands"));
        Assert.That(Refused, Has.One.Items);
    }

    [Test]
    public async Task A_connection_that_has_subscribed_takes_no_other_commands()
    {
        var client = await ConnectAsync();
        await client.SendAsync(RawClient.Encode("SUBSCRIBE", "a", "b"));
        await client.ReadAsync();
        await client.ReadAsync();

        Assert.That(await client.ErrorAsync("GET k"), Does.StartWith("ERR Can't execute 'GET'"));
        Assert.That(await client.ErrorAsync("DEBUG SEGFAULT"), Does.StartWith("NOPERM DEBUG"));
        Assert.That(((RedisReply.Array)await client.AskAsync("PING")).Items, Has.Count.EqualTo(2));
        Assert.That(await client.AskAsync("QUIT"), Is.EqualTo(new RedisReply.Simple("OK")));
        Assert.That(await client.IsClosedAsync());
    }

    [Test]
    public async Task A_server_that_is_gone_is_named_to_the_client()
    {
        var path = Server.NewSocketPath();
        Keep(RedisGate.Listen(path, new RedisUpstream(Server.NewSocketPath(), "", ""), new(), Witness(), TimeProvider.System, host: 1));
        await using var client = await RawClient.ConnectAsync(path);

        Assert.That(await client.ReadAsync(), Is.EqualTo(new RedisReply.Error("ERR the lab's Redis server does not answer")));
        Assert.That(await client.IsClosedAsync());
    }

    [Test]
    public async Task Disposing_the_gate_ends_its_connections_and_removes_its_socket()
    {
        var path = Server.NewSocketPath();
        var gate = RedisGate.Listen(path, Server.Upstream, new(), Witness(), TimeProvider.System, host: 1);
        await using var client = await RawClient.ConnectAsync(path);
        await client.AskAsync("PING");
        await gate.DisposeAsync();

        Assert.That(await client.IsClosedAsync());
        Assert.That(File.Exists(path), Is.False);
    }

    [Test]
    public void A_limit_of_zero_is_named() =>
        Assert.That(() => Listen(new() { Connections = 0 }), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("Connections"));

    // A closed connection leaves its place a moment after its client has seen the end.
    private static async Task<bool> ConnectsAgainAsync(string path)
    {
        for (var i = 0; i < 2_000; i++)
        {
            await using var client = await RawClient.ConnectAsync(path);
            try
            {
                if (await client.AskAsync("PING") is RedisReply.Simple)
                    return true;
            }
            catch (Exception closed) when (closed is IOException or SocketException)
            {
            }
        }
        return false;
    }
}
