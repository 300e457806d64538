using BackendLabs.Judge.Services.Redis;

namespace BackendLabs.Judge.Tests.Redis;

/// <summary>The server's own list holds where the gate cannot look: inside a script.</summary>
internal sealed class SnippetAccountTests : GateFixture
{
    [TestCase("CONFIG", "SET", "maxmemory", "0")]
    [TestCase("SHUTDOWN", "NOSAVE")]
    [TestCase("DEBUG", "SLEEP", "0")]
    [TestCase("REPLICAOF", "127.0.0.1", "1")]
    [TestCase("MIGRATE", "127.0.0.1", "1", "k", "0", "10")]
    [TestCase("RESTORE", "k", "0", "x")]
    [TestCase("DUMP", "k")]
    [TestCase("SWAPDB", "0", "0")]
    [TestCase("MOVE", "k", "0")]
    [TestCase("SELECT", "0")]
    [TestCase("ACL", "SETUSER", "default", "on")]
    [TestCase("CLIENT", "KILL", "TYPE", "normal")]
    [TestCase("MODULE", "LIST")]
    [TestCase("SAVE")]
    [TestCase("SLOWLOG", "RESET")]
    [TestCase("MONITOR")]
    [TestCase("LATENCY", "RESET")]
    [TestCase("COMMAND", "COUNT")]
    public async Task A_script_cannot_administer_the_server(params string[] words)
    {
        var gated = await AccountAsync(scripting: true);
        var path = Server.NewSocketPath();
        Keep(RedisGate.Listen(path, gated, new RedisGateLimits { Scripting = true }, Witness(), TimeProvider.System, host: 1, new RedisObstacles()));
        var client = Keep(await RawClient.ConnectAsync(path));
        var arguments = string.Join(", ", words.Select(word => $"'{word}'"));

        var inside = await AskAsync(client, "EVAL", $"return redis.call({arguments})", "0");
        var outside = await AskAsync(client, words);

        Assert.That(inside, Is.TypeOf<RedisReply.Error>(), () => $"{inside}");
        Assert.That(((RedisReply.Error)inside).Text, Does.Contain("ACL failure").Or.Contain("NOPERM").Or.Contain("not allowed from script").Or.Contain("can't run this command"), () => $"{inside}");
        if (words[0] != "SELECT")
            Assert.That(((RedisReply.Error)outside).Text, Does.StartWith("NOPERM"));
        Assert.That(await AskAsync(client, "EVAL", "return redis.call('SET', KEYS[1], ARGV[1])", "1", "k", "v"), Is.EqualTo(new RedisReply.Simple("OK")), "Scripts still work.");
    }

    [Test]
    public async Task The_list_stands_without_the_gate_too()
    {
        await using var client = await RedisLink.ConnectAsync(await AccountAsync(scripting: false), TimeSpan.FromSeconds(5), TimeProvider.System, CancellationToken.None);

        foreach (RedisArgument[] words in (RedisArgument[][])[["CONFIG", "GET", "*"], ["EVAL", "return 1", 0], ["ACL", "WHOAMI"], ["SCRIPT", "KILL"], ["KEYS", "*"], ["MEMORY", "DOCTOR"]])
        {
            var reply = await client.SendAsync(CancellationToken.None, words);
            var isData = System.Text.Encoding.UTF8.GetString(words[0].Bytes) == "KEYS";
            Assert.That(reply is RedisReply.Error { Text: var text } && text.StartsWith("NOPERM", StringComparison.Ordinal), Is.EqualTo(!isData), $"{System.Text.Encoding.UTF8.GetString(words[0].Bytes)}: {reply}");
        }
    }

    [Test]
    public async Task Every_command_that_passes_the_gate_is_on_the_list()
    {
        await using var link = await Server.LinkAsync();
        await AccountAsync(scripting: true);

        foreach (var name in RedisCommandTable.Names(scripting: true))
        {
            RedisArgument[] words = ["ACL", "DRYRUN", "snippet", name, "1", "1", "1", "1"];
            var may = await link.SendAsync(CancellationToken.None, words);
            Assert.That(may is RedisReply.Error { Text: var text } ? text : $"{may}", Does.Not.Contain("no permissions"), name);
        }
    }

    private static async Task<RedisReply> AskAsync(RawClient client, params string[] words)
    {
        await client.SendAsync(RawClient.Encode(words));
        return await client.ReadAsync();
    }

    private async Task<RedisUpstream> AccountAsync(bool scripting)
    {
        await using var link = await Server.LinkAsync();
        return await SnippetAccount.MakeAsync(link, Server.Upstream, scripting, choosesDatabase: false, CancellationToken.None);
    }
}
