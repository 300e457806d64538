using BackendLabs.Judge.Worlds;

namespace BackendLabs.Judge.Services.Redis;

/// <summary>A numbered database of the server for each of the snippet's processes.</summary>
internal sealed class RedisCopies(Func<RedisLink> link) : OwnCopies
{
    /// <summary>Of a server; the first is the real one.</summary>
    private const int RedisDatabases = 16;

    // In one step, so that no key is of another time than the next.
    private const string Copy = """
        redis.call('SELECT', ARGV[1])
        redis.call('FLUSHDB')
        redis.call('SELECT', 0)
        for _, key in ipairs(redis.call('KEYS', '*')) do
            local value = redis.call('DUMP', key)
            local left = redis.call('PTTL', key)
            redis.call('SELECT', ARGV[1])
            redis.call('RESTORE', key, left < 0 and 0 or math.max(left, 1), value)
            redis.call('SELECT', 0)
        end
        return 1
        """;

    /// <summary>The copies that there are.</summary>
    public IReadOnlyList<int> Databases => [.. Taken.Select(DatabaseOf)];

    public static int DatabaseOf(int host) => 1 + ((host - 1) % (RedisDatabases - 1));

    /// <summary>A command on its way to a copy.</summary>
    public void Saw(RedisPassing passing, int host)
    {
        if (passing.IsChatter)
            return;
        lock (Guard)
        {
            var written = WrittenBy(host);
            if (!IsBlind(passing) && passing.Read.Any(key => key == RedisEffects.EveryKey ? written.Count > 0 : written.Contains(key) || written.Contains(RedisEffects.EveryKey)))
                WasReadBack = true;
            if (!passing.IsQueued)
                written.UnionWith(passing.Written);
        }
    }

    protected override async Task FillAsync(int host, CancellationToken cancellationToken)
    {
        if (await link().SendAsync(cancellationToken, "EVAL", Copy, 0, DatabaseOf(host)) is RedisReply.Error { Text: var text })
            throw new WorldException($"The world's Redis could not be copied: {text}");
    }

    // A write whose answer hardly anybody looks at tells its client nothing of what was there before.
    private static bool IsBlind(RedisPassing passing) => passing.Command switch
    {
        "SET" => !passing.Arguments.Split(' ').Any(word => word is "NX" or "XX" or "GET"),
        "SETEX" or "PSETEX" or "MSET" or "DEL" or "UNLINK" or "EXPIRE" or "PEXPIRE" or "EXPIREAT" or "PEXPIREAT" or "PERSIST"
            or "HSET" or "HMSET" or "HDEL" or "LPUSH" or "RPUSH" or "LTRIM" or "SADD" or "SREM" or "ZADD" or "ZREM"
            or "MULTI" or "EXEC" or "DISCARD" or "WATCH" or "UNWATCH" or "PUBLISH" => true,
        _ => false,
    };
}

/// <summary>Tells of each command on its way to a process's own copy.</summary>
internal sealed class CopyWatch(RedisCopies copies, int host) : RedisObstacle
{
    public override Task MeetAsync(RedisPassing passing, CancellationToken cancellationToken)
    {
        copies.Saw(passing, host);
        return Task.CompletedTask;
    }
}
