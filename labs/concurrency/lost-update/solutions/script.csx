// A script looks and takes in one step on the server.
const string TakeOne = """
    local left = tonumber(redis.call('GET', KEYS[1]) or '0')
    if left < 1 then return 0 end
    redis.call('DECR', KEYS[1])
    return 1
    """;

async Task<bool> Buy(IDatabase cache, int id) => (int)await cache.ScriptEvaluateAsync(TakeOne, [new RedisKey($"stock:{id}")]) == 1;
