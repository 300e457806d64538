using System.Collections.Frozen;

namespace BackendLabs.Judge.Services.Redis;

/// <summary>
/// The data commands that pass, each with the shape of its arguments: <c>k</c> a key that is read, <c>K</c> a key that is
/// written (and perhaps read), <c>D</c> a key that is overwritten unread, <c>v</c> a value, <c>w</c> a word, number, field
/// or option; what follows <c>*</c> repeats. <c>n</c> is a number of keys that follow and are read, <c>N</c> of keys that
/// are written. Values are quoted on the timeline, the rest is not. <see cref="RedisKeys"/> knows the commands whose keys
/// have no fixed place. A command that is not here does not pass. Source: the command reference of Redis 7.0.
/// </summary>
internal static class RedisCommandTable
{
    private static readonly FrozenDictionary<string, string> Data = Parse(
        """
        GET k|SET Kv*w|SETNX Kv|SETEX Kwv|PSETEX Kwv|GETSET Kv|GETDEL K|GETEX K*w|MGET *k|MSET *Kv|MSETNX *Kv|APPEND Kv
        STRLEN k|INCR K|INCRBY Kw|INCRBYFLOAT Kw|DECR K|DECRBY Kw|GETRANGE kww|SUBSTR kww|SETRANGE Kwv|LCS kk*w
        SETBIT Kww|GETBIT kw|BITCOUNT k*w|BITPOS k*w|BITOP wD*k|BITFIELD K*w|BITFIELD_RO k*w
        DEL *K|UNLINK *K|EXISTS *k|TOUCH *k|EXPIRE K*w|PEXPIRE K*w|EXPIREAT K*w|PEXPIREAT K*w|EXPIRETIME k|PEXPIRETIME k
        TTL k|PTTL k|PERSIST K|TYPE k|RENAME KK|RENAMENX KK|COPY kK*w|KEYS w|SCAN *w|RANDOMKEY *w|OBJECT wk|SORT k*w
        SORT_RO k*w|DBSIZE *w|FLUSHDB *w|FLUSHALL *w|TIME *w
        HSET K*wv|HMSET K*wv|HSETNX Kwv|HGET kw|HMGET k*w|HGETALL k|HDEL K*w|HEXISTS kw|HINCRBY Kww|HINCRBYFLOAT Kww
        HKEYS k|HVALS k|HLEN k|HSTRLEN kw|HSCAN k*w|HRANDFIELD k*w
        LPUSH K*v|RPUSH K*v|LPUSHX K*v|RPUSHX K*v|LPOP Kw|RPOP Kw|LRANGE kww|LLEN k|LINDEX kw|LSET Kwv|LINSERT Kwvv
        LREM Kwv|LTRIM Kww|RPOPLPUSH KK|LMOVE KKww|LPOS kv*w|LMPOP N*w
        SADD K*v|SREM K*v|SMEMBERS k|SISMEMBER kv|SMISMEMBER k*v|SCARD k|SPOP Kw|SRANDMEMBER kw|SMOVE KKv|SINTER *k
        SINTERCARD n*w|SINTERSTORE D*k|SUNION *k|SUNIONSTORE D*k|SDIFF *k|SDIFFSTORE D*k|SSCAN k*w
        ZADD K*w|ZREM K*w|ZSCORE kw|ZMSCORE k*w|ZRANK k*w|ZREVRANK k*w|ZINCRBY Kww|ZCARD k|ZCOUNT kww|ZLEXCOUNT kww
        ZRANGE k*w|ZREVRANGE k*w|ZRANGEBYSCORE k*w|ZREVRANGEBYSCORE k*w|ZRANGEBYLEX k*w|ZREVRANGEBYLEX k*w
        ZRANGESTORE Dk*w|ZREMRANGEBYRANK Kww|ZREMRANGEBYSCORE Kww|ZREMRANGEBYLEX Kww|ZPOPMIN Kw|ZPOPMAX Kw|ZMPOP N*w
        ZUNION n*w|ZUNIONSTORE Dn*w|ZINTER n*w|ZINTERSTORE Dn*w|ZINTERCARD n*w|ZDIFF n*w|ZDIFFSTORE Dn*w|ZSCAN k*w|ZRANDMEMBER k*w
        PFADD K*v|PFCOUNT *K|PFMERGE K*k
        GEOADD K*w|GEODIST k*w|GEOHASH k*w|GEOPOS k*w|GEOSEARCH k*w|GEOSEARCHSTORE Dk*w|GEORADIUS k*w|GEORADIUSBYMEMBER k*w
        GEORADIUS_RO k*w|GEORADIUSBYMEMBER_RO k*w
        XADD K*w|XLEN k|XRANGE k*w|XREVRANGE k*w|XDEL K*w|XTRIM K*w|XREAD *w|XREADGROUP *w|XGROUP wK*w|XACK K*w
        XPENDING k*w|XCLAIM K*w|XAUTOCLAIM K*w|XINFO wk*w
        BLPOP *K|BRPOP *K|BRPOPLPUSH KKw|BLMOVE KKwww|BZPOPMIN *K|BZPOPMAX *K|BLMPOP wN*w|BZMPOP wN*w|WAIT ww
        PUBLISH wv|PUBSUB *w|SUBSCRIBE *w|PSUBSCRIBE *w|UNSUBSCRIBE *w|PUNSUBSCRIBE *w
        MULTI *w|EXEC *w|DISCARD *w|WATCH *k|UNWATCH *w
        """);

    private static readonly FrozenDictionary<string, string> Scripts = Parse(
        "EVAL vN*w|EVAL_RO vn*w|EVALSHA wN*w|EVALSHA_RO wn*w|SCRIPT w*v|FUNCTION w*v|FCALL wN*w|FCALL_RO wn*w");

    // In a script nobody sees the database that it copies to, which would outlive what a check clears.
    private static readonly FrozenSet<string> NotBesideScripts = FrozenSet.Create("COPY");

    /// <summary>The shape of a command's arguments; null where the command does not pass.</summary>
    public static string? ShapeOf(string name, bool scripting) =>
        scripting && NotBesideScripts.Contains(name) ? null
        : Data.TryGetValue(name, out var shape) || (scripting && Scripts.TryGetValue(name, out shape)) ? shape
        : null;

    /// <summary>Every command that passes.</summary>
    public static IEnumerable<string> Names(bool scripting) =>
        scripting ? Data.Keys.Concat(Scripts.Keys).Except(NotBesideScripts) : Data.Keys;

    private static FrozenDictionary<string, string> Parse(string rows) =>
        rows.Split(['|', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(row => row.Split(' '))
            .ToFrozenDictionary(row => row[0], row => row[1]);
}
