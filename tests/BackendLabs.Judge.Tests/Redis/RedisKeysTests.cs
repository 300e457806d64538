using System.Text;
using BackendLabs.Judge.Services.Redis;

namespace BackendLabs.Judge.Tests.Redis;

/// <summary>The keys that the gate names and takes for written are those that the server itself names.</summary>
internal sealed class RedisKeysTests : GateFixture
{
    // One line an invocation, of each command that passes at least one.
    private const string Samples =
        """
        GET k|SET k v|SET k v NX GET|SETNX k v|SETEX k 9 v|PSETEX k 9 v|GETSET k v|GETDEL k|GETEX k EX 9|MGET a b c|MSET a 1 b 2|MSETNX a 1 b 2|APPEND k v
        STRLEN k|INCR k|INCRBY k 1|INCRBYFLOAT k 1|DECR k|DECRBY k 1|GETRANGE k 0 1|SUBSTR k 0 1|SETRANGE k 0 v|LCS a b LEN
        SETBIT k 0 1|GETBIT k 0|BITCOUNT k 0 1|BITPOS k 1|BITOP AND dest a b c|BITOP NOT dest a|BITFIELD k GET u4 0|BITFIELD k SET u4 0 1|BITFIELD_RO k GET u4 0
        DEL a b|UNLINK a b|EXISTS a b|TOUCH a b|EXPIRE k 9 NX|PEXPIRE k 9|EXPIREAT k 9|PEXPIREAT k 9|EXPIRETIME k|PEXPIRETIME k
        TTL k|PTTL k|PERSIST k|TYPE k|RENAME a b|RENAMENX a b|COPY a b REPLACE|KEYS *|SCAN 0|RANDOMKEY|OBJECT ENCODING k|OBJECT IDLETIME k
        SORT k|SORT k STORE dest|SORT k BY STORE GET STORE STORE dest|SORT k LIMIT 0 1 GET store ASC ALPHA store dest|SORT k by w_* get STORE
        SORT_RO k BY w_* GET d_*|DBSIZE|FLUSHDB|FLUSHALL|TIME
        HSET k f v g w|HMSET k f v|HSETNX k f v|HGET k f|HMGET k f g|HGETALL k|HDEL k f g|HEXISTS k f|HINCRBY k f 1|HINCRBYFLOAT k f 1
        HKEYS k|HVALS k|HLEN k|HSTRLEN k f|HSCAN k 0|HRANDFIELD k 2
        LPUSH k a b|RPUSH k a b|LPUSHX k a|RPUSHX k a|LPOP k 2|RPOP k|LRANGE k 0 1|LLEN k|LINDEX k 0|LSET k 0 v|LINSERT k BEFORE a b
        LREM k 0 v|LTRIM k 0 1|RPOPLPUSH a b|LMOVE a b LEFT RIGHT|LPOS k v RANK 1|LMPOP 2 a b LEFT COUNT 2|LMPOP 1 a RIGHT
        SADD k a b|SREM k a b|SMEMBERS k|SISMEMBER k a|SMISMEMBER k a b|SCARD k|SPOP k 2|SRANDMEMBER k 2|SMOVE a b m|SINTER a b c
        SINTERCARD 2 a b LIMIT 1|SINTERSTORE dest a b|SUNION a b|SUNIONSTORE dest a b|SDIFF a b|SDIFFSTORE dest a b|SSCAN k 0
        ZADD k NX 1 a|ZREM k a b|ZSCORE k a|ZMSCORE k a b|ZRANK k a|ZREVRANK k a|ZINCRBY k 1 a|ZCARD k|ZCOUNT k 0 1|ZLEXCOUNT k - +
        ZRANGE k 0 1 REV|ZREVRANGE k 0 1|ZRANGEBYSCORE k 0 1|ZREVRANGEBYSCORE k 1 0|ZRANGEBYLEX k - +|ZREVRANGEBYLEX k + -
        ZRANGESTORE dest a 0 1|ZREMRANGEBYRANK k 0 1|ZREMRANGEBYSCORE k 0 1|ZREMRANGEBYLEX k - +|ZPOPMIN k 1|ZPOPMAX k|ZMPOP 2 a b MIN
        ZUNION 2 a b WEIGHTS 1 2|ZUNIONSTORE dest 2 a b WEIGHTS 1 2|ZINTER 2 a b|ZINTERSTORE dest 1 a|ZINTERCARD 2 a b|ZDIFF 2 a b WITHSCORES|ZDIFFSTORE dest 2 a b
        ZSCAN k 0|ZRANDMEMBER k 1|PFADD k a b|PFCOUNT a b|PFMERGE dest a b
        GEOADD k 1 1 m|GEODIST k a b|GEOHASH k a|GEOPOS k a|GEOSEARCH k FROMMEMBER m BYRADIUS 1 km|GEOSEARCHSTORE dest a FROMMEMBER m BYRADIUS 1 km
        GEORADIUS k 1 1 1 km|GEORADIUS k 1 1 1 km STORE dest|GEORADIUS k 1 1 1 km COUNT 3 ASC STOREDIST dest
        GEORADIUSBYMEMBER k m 1 km|GEORADIUSBYMEMBER k STORE 1 km STOREDIST dest|GEORADIUSBYMEMBER k m 1 km STORE dest|GEORADIUS_RO k 1 1 1 km|GEORADIUSBYMEMBER_RO k m 1 km
        XADD k * f v|XLEN k|XRANGE k - +|XREVRANGE k + -|XDEL k 1-1|XTRIM k MAXLEN 1|XREAD COUNT 1 STREAMS a b 0 0|XREADGROUP GROUP STREAMS c COUNT 1 STREAMS a b > >
        XREADGROUP GROUP g c STREAMS a >|XGROUP CREATE k g $ MKSTREAM|XGROUP DESTROY k g|XACK k g 1-1|XPENDING k g|XCLAIM k g c 0 1-1|XAUTOCLAIM k g c 0 0|XINFO STREAM k FULL|XINFO GROUPS k
        BLPOP a b 1|BRPOP a 1|BRPOPLPUSH a b 1|BLMOVE a b LEFT LEFT 1|BZPOPMIN a b 1|BZPOPMAX a 1|BLMPOP 1 2 a b LEFT|BZMPOP 1 1 a MIN|WAIT 0 1
        PUBLISH c m|PUBSUB CHANNELS|SUBSCRIBE c|PSUBSCRIBE c|UNSUBSCRIBE c|PUNSUBSCRIBE c|MULTI|EXEC|DISCARD|WATCH a b|UNWATCH
        EVAL s 2 a b arg|EVAL s 0 arg|EVAL_RO s 1 a arg|EVALSHA h 2 a b arg|EVALSHA_RO h 1 a|SCRIPT LOAD s|SCRIPT EXISTS h|FUNCTION LIST|FCALL f 1 a arg|FCALL_RO f 1 a
        """;

    // Beside what the server says: reading for a group moves the group on, and a script writes what it likes.
    private static readonly string[] WritesMore = ["XREADGROUP", "EVAL", "EVALSHA", "FCALL", "FLUSHALL", "FLUSHDB"];

    private static IReadOnlyList<string[]> Invocations { get; } =
        [.. Samples.Split(['|', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))];

    [Test]
    public void Every_command_that_passes_has_a_sample() =>
        Assert.That(RedisCommandTable.Names(scripting: true).Union(RedisCommandTable.Names(scripting: false)).Except(Invocations.Select(words => words[0])), Is.Empty);

    [TestCaseSource(nameof(Invocations))]
    public async Task The_server_names_the_same_keys(params string[] words)
    {
        await using var link = await Server.LinkAsync();
        var reply = await link.SendAsync(CancellationToken.None, [(RedisArgument)"COMMAND", (RedisArgument)"GETKEYSANDFLAGS", .. words.Select(word => (RedisArgument)word)]);
        // The server tells nothing of a command that stands alone; it has no key then.
        if (reply is RedisReply.Error { Text: var text } && words.Length > 1)
            Assert.That(text, Does.Contain("no key arguments"), string.Join(' ', words));
        var named = (reply as RedisReply.Array)?.Items ?? [];
        var keys = named.Cast<RedisReply.Array>().Select(pair => ((RedisReply.Bulk)pair.Items![0]).Text!).ToList();
        var written = named.Cast<RedisReply.Array>().Where(IsWritten).Select(pair => ((RedisReply.Bulk)pair.Items![0]).Text!).ToList();

        var ours = RedisKeys.Of(new RedisCommand([.. words.Select(Encoding.UTF8.GetBytes)]), (RedisCommandTable.ShapeOf(words[0], scripting: false) ?? RedisCommandTable.ShapeOf(words[0], scripting: true))!);

        Assert.That(ours.Named.Order(StringComparer.Ordinal).Distinct(), Is.EqualTo(keys.Order(StringComparer.Ordinal).Distinct()), "Named.");
        if (WritesMore.Contains(words[0]))
            Assert.That(ours.Written.Contains(RedisEffects.EveryKey) || written.All(ours.Written.Contains), "Written.");
        else
            Assert.That(ours.Written.Order(StringComparer.Ordinal), Is.EqualTo(written.Order(StringComparer.Ordinal)), "Written.");
        if (keys.Count > 0)
            Assert.That(ours.Deciding, Does.Contain(RedisEffects.EveryKey).Or.SupersetOf(keys), "What it reads.");
    }

    [TestCase("GEORADIUS places 13 38 200 km store a storedist b", "GEOADD places 13.3 38.1 m")]
    [TestCase("GEORADIUS places 13 38 200 km storedist b store a", "GEOADD places 13.3 38.1 m")]
    [TestCase("GEORADIUSBYMEMBER places m 200 km STORE a STORE b", "GEOADD places 13.3 38.1 m")]
    [TestCase("SORT list STORE a STORE b", "RPUSH list 1")]
    public async Task Of_several_destinations_the_one_that_is_written_is_named(string line, string before)
    {
        await using var link = await Server.LinkAsync();
        await link.SendAsync(CancellationToken.None, [.. before.Split(' ').Select(word => (RedisArgument)word)]);
        await link.SendAsync(CancellationToken.None, [.. line.Split(' ').Select(word => (RedisArgument)word)]);
        var there = ((RedisReply.Array)await link.SendAsync(CancellationToken.None, "KEYS", "?")).Items!.Select(item => ((RedisReply.Bulk)item).Text);
        Assert.That(there, Has.One.Items, "The command wrote one key.");

        var ours = RedisKeys.Of(new RedisCommand([.. line.Split(' ').Select(Encoding.UTF8.GetBytes)]), RedisCommandTable.ShapeOf(line.Split(' ')[0], scripting: false)!);
        Assert.That(ours.Written, Is.SupersetOf(there));
    }

    [Test]
    public void What_a_script_writes_without_naming_it_is_held_all_the_same()
    {
        var keys = RedisKeys.Of(new RedisCommand([.. "EVAL s 0".Split(' ').Select(Encoding.UTF8.GetBytes)]), RedisCommandTable.ShapeOf("EVAL", scripting: true)!);
        var passing = new RedisPassing("EVAL", "", IsChatter: false, IsQueued: false, keys.Written, Client: 1);
        Assert.That(passing.Writes("stock:7"), Is.True);
    }

    private static bool IsWritten(RedisReply.Array pair) =>
        ((RedisReply.Array)pair.Items![1]).Items!.Cast<RedisReply.Simple>().Any(flag => flag.Text is "RW" or "OW" or "RM");
}
