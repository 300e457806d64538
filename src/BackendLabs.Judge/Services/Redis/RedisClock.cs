namespace BackendLabs.Judge.Services.Redis;

/// <summary>Moves the time of what a server keeps.</summary>
internal static class RedisClock
{
    // In one step for all keys, so that no client sees one key of another time: those whose time is over are deleted,
    // as the server itself does, the others have less left.
    private const string Age = """
        local gone = 0
        local by = tonumber(ARGV[1])
        redis.call('SELECT', ARGV[2])
        for _, key in ipairs(redis.call('KEYS', '*')) do
            local left = redis.call('PTTL', key)
            if left >= 0 and left <= by then
                redis.call('DEL', key)
                gone = gone + 1
            elseif left > 0 then
                redis.call('PEXPIRE', key, left - by)
            end
        end
        redis.call('SELECT', 0)
        return gone
        """;

    /// <returns>How many keys expired.</returns>
    public static async Task<long> AdvanceAsync(RedisLink redis, int database, TimeSpan by, CancellationToken cancellationToken) =>
        await redis.SendAsync(cancellationToken, "EVAL", Age, 0, (long)by.TotalMilliseconds, database) switch
        {
            RedisReply.Integer { Number: var gone } => gone,
            RedisReply.Error { Text: var text } => throw new InvalidOperationException($"Clock: the world's Redis answered {text}"),
            _ => throw new InvalidDataException("The Redis server did not answer with a number."),
        };
}
