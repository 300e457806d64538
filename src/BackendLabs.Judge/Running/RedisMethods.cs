using System.Collections.Frozen;

namespace BackendLabs.Judge.Running;

/// <summary>
/// Which commands StackExchange.Redis 1.2 sends for a method: what it is for, and after <c>+</c> what it sends besides.
/// A method that is not here may have sent anything.
/// </summary>
internal static class RedisMethods
{
    private static readonly FrozenDictionary<string, (HashSet<string> Main, HashSet<string> Besides)> Commands = Parse(
        """
        Ping PING|EXEC EXEC + MULTI WATCH UNWATCH DISCARD EXISTS GET HEXISTS HGET LINDEX LLEN HLEN STRLEN SCARD ZCARD SISMEMBER ZSCORE
        StringGet GET MGET|StringSet SET SETEX PSETEX SETNX MSET MSETNX + PEXPIRE|StringGetSet GETSET|StringAppend APPEND
        StringLength STRLEN|StringIncrement INCR INCRBY INCRBYFLOAT DECR DECRBY|StringDecrement DECR DECRBY INCR INCRBY INCRBYFLOAT
        StringGetRange GETRANGE SUBSTR|StringSetRange SETRANGE|StringGetBit GETBIT|StringSetBit SETBIT|StringBitCount BITCOUNT
        StringBitPosition BITPOS|StringBitOperation BITOP|StringGetWithExpiry GET + TTL PTTL
        KeyDelete DEL UNLINK|KeyExists EXISTS|KeyExpire EXPIRE PEXPIRE EXPIREAT PEXPIREAT PERSIST|KeyPersist PERSIST|KeyTimeToLive PTTL TTL
        KeyType TYPE|KeyRename RENAME RENAMENX|KeyRandom RANDOMKEY|KeyDump DUMP|KeyRestore RESTORE|KeyMove MOVE|KeyMigrate MIGRATE
        HashSet HSET HMSET HSETNX|HashGet HGET HMGET|HashGetAll HGETALL|HashDelete HDEL|HashExists HEXISTS|HashKeys HKEYS|HashValues HVALS
        HashLength HLEN|HashIncrement HINCRBY HINCRBYFLOAT|HashDecrement HINCRBY HINCRBYFLOAT|HashScan HSCAN HGETALL + HSCAN
        ListLeftPush LPUSH LPUSHX|ListRightPush RPUSH RPUSHX|ListLeftPop LPOP|ListRightPop RPOP|ListRange LRANGE|ListLength LLEN
        ListGetByIndex LINDEX|ListSetByIndex LSET|ListInsertAfter LINSERT|ListInsertBefore LINSERT|ListRemove LREM|ListTrim LTRIM
        ListRightPopLeftPush RPOPLPUSH
        SetAdd SADD|SetRemove SREM|SetMembers SMEMBERS|SetContains SISMEMBER|SetLength SCARD|SetPop SPOP|SetRandomMember SRANDMEMBER
        SetRandomMembers SRANDMEMBER|SetMove SMOVE|SetCombine SINTER SUNION SDIFF|SetCombineAndStore SINTERSTORE SUNIONSTORE SDIFFSTORE
        SetScan SSCAN SMEMBERS + SSCAN
        SortedSetAdd ZADD|SortedSetRemove ZREM|SortedSetScore ZSCORE|SortedSetRank ZRANK ZREVRANK|SortedSetLength ZCARD ZCOUNT
        SortedSetLengthByValue ZLEXCOUNT|SortedSetIncrement ZINCRBY|SortedSetDecrement ZINCRBY|SortedSetRangeByRank ZRANGE ZREVRANGE
        SortedSetRangeByRankWithScores ZRANGE ZREVRANGE|SortedSetRangeByScore ZRANGEBYSCORE ZREVRANGEBYSCORE
        SortedSetRangeByScoreWithScores ZRANGEBYSCORE ZREVRANGEBYSCORE|SortedSetRangeByValue ZRANGEBYLEX ZREVRANGEBYLEX
        SortedSetRemoveRangeByRank ZREMRANGEBYRANK|SortedSetRemoveRangeByScore ZREMRANGEBYSCORE|SortedSetRemoveRangeByValue ZREMRANGEBYLEX
        SortedSetCombineAndStore ZUNIONSTORE ZINTERSTORE|SortedSetScan ZSCAN + ZSCAN
        HyperLogLogAdd PFADD|HyperLogLogLength PFCOUNT|HyperLogLogMerge PFMERGE|Publish PUBLISH|Sort SORT|SortAndStore SORT
        GeoAdd GEOADD|GeoDistance GEODIST|GeoHash GEOHASH|GeoPosition GEOPOS|GeoRadius GEORADIUS GEORADIUSBYMEMBER|GeoRemove ZREM
        LockTake SET SETNX + EXPIRE PEXPIRE|LockQuery GET|LockRelease DEL + WATCH GET MULTI EXEC UNWATCH DISCARD
        LockExtend EXPIRE PEXPIRE + WATCH GET MULTI EXEC UNWATCH DISCARD
        ScriptEvaluate EVAL EVALSHA + SCRIPT
        """);

    public static bool Sends(string method, string command) => !Commands.TryGetValue(method, out var known) || known.Main.Contains(command);

    public static bool AlsoSends(string method, string command) => Commands.TryGetValue(method, out var known) && known.Besides.Contains(command);

    private static FrozenDictionary<string, (HashSet<string> Main, HashSet<string> Besides)> Parse(string rows) =>
        rows.Split(['|', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(row => row.Split(' ', 2))
            .ToFrozenDictionary(row => row[0], row => (Words(row[1], 0), Words(row[1], 1)));

    private static HashSet<string> Words(string row, int part) =>
        row.Split('+') is var parts && part < parts.Length
            ? [.. parts[part].Split(' ', StringSplitOptions.RemoveEmptyEntries)]
            : [];
}
