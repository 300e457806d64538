using System.Collections.Frozen;

namespace BackendLabs.Judge.Redis;

/// <summary>
/// The data commands that pass, each with the shape of its arguments: <c>k</c> a key, <c>v</c> a value, <c>w</c> a
/// word, number, field or option; what follows <c>*</c> repeats. Values are quoted on the timeline, the rest is not.
/// A command that is not here does not pass. Source: the command reference of Redis 7.0.
/// </summary>
internal static class RedisCommandTable
{
    private static readonly FrozenDictionary<string, string> Data = Parse(
        """
        GET k|SET kv*w|SETNX kv|SETEX kwv|PSETEX kwv|GETSET kv|GETDEL k|GETEX k*w|MGET *k|MSET *kv|MSETNX *kv|APPEND kv
        STRLEN k|INCR k|INCRBY kw|INCRBYFLOAT kw|DECR k|DECRBY kw|GETRANGE kww|SUBSTR kww|SETRANGE kwv|LCS kk*w
        SETBIT kww|GETBIT kw|BITCOUNT k*w|BITPOS k*w|BITOP w*k|BITFIELD k*w|BITFIELD_RO k*w
        DEL *k|UNLINK *k|EXISTS *k|TOUCH *k|EXPIRE k*w|PEXPIRE k*w|EXPIREAT k*w|PEXPIREAT k*w|EXPIRETIME k|PEXPIRETIME k
        TTL k|PTTL k|PERSIST k|TYPE k|RENAME kk|RENAMENX kk|COPY kk*w|KEYS w|SCAN *w|RANDOMKEY *w|OBJECT wk|SORT k*w
        SORT_RO k*w|DBSIZE *w|FLUSHDB *w|FLUSHALL *w|TIME *w
        HSET k*wv|HMSET k*wv|HSETNX kwv|HGET kw|HMGET k*w|HGETALL k|HDEL k*w|HEXISTS kw|HINCRBY kww|HINCRBYFLOAT kww
        HKEYS k|HVALS k|HLEN k|HSTRLEN kw|HSCAN k*w|HRANDFIELD k*w
        LPUSH k*v|RPUSH k*v|LPUSHX k*v|RPUSHX k*v|LPOP kw|RPOP kw|LRANGE kww|LLEN k|LINDEX kw|LSET kwv|LINSERT kwvv
        LREM kwv|LTRIM kww|RPOPLPUSH kk|LMOVE kkww|LPOS kv*w|LMPOP *w
        SADD k*v|SREM k*v|SMEMBERS k|SISMEMBER kv|SMISMEMBER k*v|SCARD k|SPOP kw|SRANDMEMBER kw|SMOVE kkv|SINTER *k
        SINTERCARD *w|SINTERSTORE *k|SUNION *k|SUNIONSTORE *k|SDIFF *k|SDIFFSTORE *k|SSCAN k*w
        ZADD k*w|ZREM k*w|ZSCORE kw|ZMSCORE k*w|ZRANK k*w|ZREVRANK k*w|ZINCRBY kww|ZCARD k|ZCOUNT kww|ZLEXCOUNT kww
        ZRANGE k*w|ZREVRANGE k*w|ZRANGEBYSCORE k*w|ZREVRANGEBYSCORE k*w|ZRANGEBYLEX k*w|ZREVRANGEBYLEX k*w
        ZRANGESTORE kk*w|ZREMRANGEBYRANK kww|ZREMRANGEBYSCORE kww|ZREMRANGEBYLEX kww|ZPOPMIN kw|ZPOPMAX kw|ZMPOP *w
        ZUNION *w|ZUNIONSTORE k*w|ZINTER *w|ZINTERSTORE k*w|ZINTERCARD *w|ZDIFF *w|ZDIFFSTORE k*w|ZSCAN k*w|ZRANDMEMBER k*w
        PFADD k*v|PFCOUNT *k|PFMERGE *k
        GEOADD k*w|GEODIST k*w|GEOHASH k*w|GEOPOS k*w|GEOSEARCH k*w|GEOSEARCHSTORE kk*w|GEORADIUS k*w|GEORADIUSBYMEMBER k*w
        GEORADIUS_RO k*w|GEORADIUSBYMEMBER_RO k*w
        XADD k*w|XLEN k|XRANGE k*w|XREVRANGE k*w|XDEL k*w|XTRIM k*w|XREAD *w|XREADGROUP *w|XGROUP wk*w|XACK k*w
        XPENDING k*w|XCLAIM k*w|XAUTOCLAIM k*w|XINFO wk*w
        BLPOP *k|BRPOP *k|BRPOPLPUSH kkw|BLMOVE kkwww|BZPOPMIN *k|BZPOPMAX *k|BLMPOP *w|BZMPOP *w|WAIT ww
        PUBLISH wv|PUBSUB *w|SUBSCRIBE *w|PSUBSCRIBE *w|UNSUBSCRIBE *w|PUNSUBSCRIBE *w
        MULTI *w|EXEC *w|DISCARD *w|WATCH *k|UNWATCH *w
        """);

    private static readonly FrozenDictionary<string, string> Scripts = Parse(
        "EVAL vw*w|EVAL_RO vw*w|EVALSHA ww*w|EVALSHA_RO ww*w|SCRIPT w*v|FUNCTION w*v|FCALL ww*w|FCALL_RO ww*w");

    /// <summary>The shape of a command's arguments; null where the command does not pass.</summary>
    public static string? ShapeOf(string name, bool scripting) =>
        Data.TryGetValue(name, out var shape) || (scripting && Scripts.TryGetValue(name, out shape)) ? shape : null;

    /// <summary>Every command that passes.</summary>
    public static IEnumerable<string> Names(bool scripting) => scripting ? Data.Keys.Concat(Scripts.Keys) : Data.Keys;

    private static FrozenDictionary<string, string> Parse(string rows) =>
        rows.Split(['|', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(row => row.Split(' '))
            .ToFrozenDictionary(row => row[0], row => row[1]);
}
