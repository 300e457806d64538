// Each method is a script that Redis runs in one piece.
void Remember(IDatabase cache, string token, int userId) =>
    cache.ScriptEvaluate("return redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])", [Key(token)], [userId, 30 * 60]);

int? WhoIs(IDatabase cache, string token) =>
    (int?)(RedisValue)cache.ScriptEvaluate("return redis.call('GET', KEYS[1])", [Key(token)]);

void Forget(IDatabase cache, string token) =>
    cache.ScriptEvaluate("return redis.call('DEL', KEYS[1])", [Key(token)]);

RedisKey Key(string token) => "session:" + token;
