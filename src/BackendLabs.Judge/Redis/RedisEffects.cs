using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace BackendLabs.Judge.Redis;

/// <summary>Which keys a command may change, whatever it is called. Source: the command reference of Redis 7.0.</summary>
internal static class RedisEffects
{
    /// <summary>Stands for every key: what FLUSHALL changes.</summary>
    public const string EveryKey = "*";

    private static readonly FrozenSet<string> ReadsOnly = Words(
        """
        GET MGET STRLEN GETRANGE SUBSTR LCS GETBIT BITCOUNT BITPOS BITFIELD_RO EXISTS TOUCH EXPIRETIME PEXPIRETIME TTL PTTL TYPE
        KEYS SCAN RANDOMKEY OBJECT SORT_RO DBSIZE TIME HGET HMGET HGETALL HEXISTS HKEYS HVALS HLEN HSTRLEN HSCAN HRANDFIELD
        LRANGE LLEN LINDEX LPOS SMEMBERS SISMEMBER SMISMEMBER SCARD SRANDMEMBER SINTER SINTERCARD SUNION SDIFF SSCAN
        ZSCORE ZMSCORE ZRANK ZREVRANK ZCARD ZCOUNT ZLEXCOUNT ZRANGE ZREVRANGE ZRANGEBYSCORE ZREVRANGEBYSCORE ZRANGEBYLEX
        ZREVRANGEBYLEX ZUNION ZINTER ZINTERCARD ZDIFF ZSCAN ZRANDMEMBER PFCOUNT GEODIST GEOHASH GEOPOS GEOSEARCH
        GEORADIUS_RO GEORADIUSBYMEMBER_RO XLEN XRANGE XREVRANGE XREAD XPENDING XINFO WAIT PUBLISH PUBSUB SUBSCRIBE PSUBSCRIBE
        UNSUBSCRIBE PUNSUBSCRIBE MULTI EXEC DISCARD WATCH UNWATCH MEMORY EVAL_RO EVALSHA_RO FCALL_RO SCRIPT FUNCTION
        """);

    // The first key is where the result goes, the others are read.
    private static readonly FrozenSet<string> FirstOnly = Words(
        "BITOP SINTERSTORE SUNIONSTORE SDIFFSTORE ZRANGESTORE ZUNIONSTORE ZINTERSTORE ZDIFFSTORE PFMERGE GEOSEARCHSTORE");

    /// <summary>The keys, as text; empty for a command that only reads, or one that waits in a transaction for EXEC.</summary>
    /// <param name="shape">See <see cref="RedisCommandTable"/>.</param>
    public static IReadOnlyList<string> WrittenBy(RedisCommand command, string shape) => command.Name switch
    {
        var name when ReadsOnly.Contains(name) => [],
        "FLUSHALL" or "FLUSHDB" => [EveryKey],
        "COPY" => [command.TextAt(2)],
        "SORT" => Stored(command),
        "LMPOP" or "ZMPOP" => Counted(command, 1),
        "BLMPOP" or "BZMPOP" or "EVAL" or "EVALSHA" or "FCALL" => Counted(command, 2),
        "BLPOP" or "BRPOP" or "BZPOPMIN" or "BZPOPMAX" => [.. KeysOf(command, shape).SkipLast(1)],
        "XREADGROUP" => Streams(command),
        var name when FirstOnly.Contains(name) => [.. KeysOf(command, shape).Take(1)],
        _ => KeysOf(command, shape),
    };

    /// <summary>The keys whose content decides what a command does or answers.</summary>
    /// <param name="shape">See <see cref="RedisCommandTable"/>.</param>
    public static IReadOnlyList<string> ReadBy(RedisCommand command, string shape) =>
        command.Name is "MULTI" or "DISCARD" or "UNWATCH" ? []
        : KeysOf(command, shape) is { Count: > 0 } keys ? keys
        : [EveryKey];

    /// <summary>The keys that a command names by their place.</summary>
    /// <param name="shape">See <see cref="RedisCommandTable"/>.</param>
    public static List<string> KeysOf(RedisCommand command, string shape)
    {
        var keys = new List<string>();
        for (var i = 1; i <= command.ArgumentCount; i++)
        {
            if (RedisDetail.LetterAt(shape, i - 1) == 'k')
                keys.Add(command.TextAt(i));
        }
        return keys;
    }

    // numkeys key [key ...] from the given place on.
    private static List<string> Counted(RedisCommand command, int at) =>
        int.TryParse(command.TextAt(at), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? [.. command.Parts.Skip(at + 1).Take(count).Select(Encoding.UTF8.GetString)]
            : [];

    private static List<string> Stored(RedisCommand command)
    {
        for (var i = 2; i < command.ArgumentCount; i++)
        {
            if (command.WordAt(i) == "STORE")
                return [command.TextAt(i + 1)];
        }
        return [];
    }

    // Reading for a group moves it on: GROUP g c … STREAMS key [key ...] id [id ...].
    private static List<string> Streams(RedisCommand command)
    {
        for (var i = 4; i <= command.ArgumentCount; i++)
        {
            if (command.WordAt(i) == "STREAMS")
                return [.. command.Parts.Skip(i + 1).Take((command.ArgumentCount - i) / 2).Select(Encoding.UTF8.GetString)];
        }
        return [];
    }

    private static FrozenSet<string> Words(string text) =>
        text.Split([' ', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
