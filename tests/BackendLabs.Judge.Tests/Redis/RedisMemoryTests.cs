using BackendLabs.Judge.Faults;
using BackendLabs.Judge.Services;
using BackendLabs.Judge.Services.Redis;

namespace BackendLabs.Judge.Tests.Redis;

/// <summary>Nothing beside the keys remembers, and no word of a script says what an event was.</summary>
internal sealed class RedisMemoryTests : GateFixture
{
    [Test]
    public async Task INFO_tells_what_a_library_looks_for_and_no_count()
    {
        var client = await ConnectAsync();
        var first = ((RedisReply.Bulk)await client.AskAsync("INFO")).Text!;
        await client.AskAsync("SET k v");
        await client.AskAsync("GET k");
        var another = await ConnectAsync();

        Assert.That(((RedisReply.Bulk)await another.AskAsync("INFO stats")).Text, Is.EqualTo(first));
        Assert.That(first, Does.Match("redis_version:[0-9]+\\.[0-9]+\\.[0-9]+\r\n").And.Contain("redis_mode:standalone\r\n").And.Contain("role:master\r\n"));
    }

    [Test]
    public async Task HELLO_tells_no_count_of_the_servers_connections()
    {
        for (var i = 0; i < 3; i++)
        {
            var client = await ConnectAsync();
            var items = ((RedisReply.Array)await client.AskAsync("HELLO 2")).Items!;
            Assert.That(items[7], Is.EqualTo(new RedisReply.Integer(1)), "The first connection of its gate.");
            Assert.That(items[5], Is.EqualTo(new RedisReply.Integer(2)));
        }
    }

    [Test]
    public async Task A_cleared_server_knows_no_script_and_no_function()
    {
        var client = await ConnectAsync(new RedisGateLimits { Scripting = true });
        var digest = ((RedisReply.Bulk)await client.AskAsync("SCRIPT LOAD return(7)")).Text;
        await client.SendAsync(RawClient.Encode("FUNCTION", "LOAD", "#!lua name=kept\nredis.register_function('kept', function() return 7 end)"));
        await client.ReadAsync();
        Assert.That(await client.AskAsync($"EVALSHA {digest} 0"), Is.EqualTo(new RedisReply.Integer(7)));
        Assert.That(await client.AskAsync("FCALL kept 0"), Is.EqualTo(new RedisReply.Integer(7)));

        var cache = new JudgeCache(Keep(await Server.LinkAsync()), Witness(), new RedisObstacles(), new FaultLedger(), new JudgeTimeline(TimeProvider.System, ServiceHomes.Matches), TimeProvider.System, CancellationToken.None);
        await cache.ClearAsync();

        Assert.That(await client.ErrorAsync($"EVALSHA {digest} 0"), Does.StartWith("NOSCRIPT"));
        Assert.That(await client.ErrorAsync("FCALL kept 0"), Does.Contain("not found"));
    }

    [Test]
    public async Task A_script_cannot_say_that_its_command_was_queued()
    {
        var client = await ConnectAsync(new RedisGateLimits { Scripting = true });
        await client.SendAsync(RawClient.Encode("EVAL", "return redis.status_reply('QUEUED')", "0"));
        await client.ReadAsync();
        await client.AskAsync("MULTI");
        await client.AskAsync("SET k v");
        await client.AskAsync("EXEC");
        await client.AskAsync("LPUSH k v");

        Assert.That(Seen.Select(seen => (seen.Operation, seen.Queued, seen.Failed)), Is.EqualTo([
            ("EVAL", false, false), ("MULTI", false, false), ("SET", true, false), ("EXEC", false, false), ("LPUSH", false, true)]));
        var timeline = new JudgeTimeline(TimeProvider.System, ServiceHomes.Matches);
        foreach (var seen in Seen)
            timeline.Add(seen with { AtMicroseconds = timeline.Began + seen.AtMicroseconds });
        Assert.That(timeline.RoundTrips("redis"), Is.EqualTo(3), "The script, the transaction and the push.");
    }

    [Test]
    public async Task Messages_are_not_taken_for_replies_in_either_version_of_the_protocol([Values(2, 3)] int protocol)
    {
        var path = Listen();
        await using var listener = await RawSocket.ConnectAsync(path);
        var speaker = Keep(await RawClient.ConnectAsync(path));
        await listener.SendAsync($"HELLO {protocol}", "SUBSCRIBE gate c");
        await listener.UntilAsync("gate\r\n:1\r\n");
        await listener.UntilAsync("c\r\n:2\r\n");

        foreach (var word in (string[])["pong", "gate", "subscribe", "QUEUED"])
        {
            Assert.That(await speaker.AskAsync($"PUBLISH gate {word}"), Is.EqualTo(new RedisReply.Integer(1)));
            await listener.UntilAsync($"$7\r\nmessage\r\n$4\r\ngate\r\n${word.Length}\r\n{word}\r\n");
            await listener.SendAsync("PING still");
            await listener.UntilAsync("still\r\n");
        }
        await listener.SendAsync("UNSUBSCRIBE", "MULTI", "SET k v", "EXEC", "GET k");
        await listener.UntilAsync("+OK\r\n+QUEUED\r\n*1\r\n+OK\r\n$1\r\nv\r\n");
        Assert.That(Seen.Select(seen => seen.Operation), Is.EqualTo(
            ["SUBSCRIBE", "PUBLISH", "PUBLISH", "PUBLISH", "PUBLISH", "UNSUBSCRIBE", "MULTI", "SET", "EXEC", "GET"]));
    }
}
