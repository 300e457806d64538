// fails: reads-from-redis, expires
// breaks: at-that-moment, no-prolonging
// Keeps the sessions in Redis, and asks a dictionary of the process first. It never hears of a logout on another server.
static readonly Dictionary<string, int> known = new();

void Remember(IDatabase cache, string token, int userId)
{
    known[token] = userId;
    cache.StringSet("session:" + token, userId, TimeSpan.FromMinutes(30));
}

int? WhoIs(IDatabase cache, string token)
{
    if (known.TryGetValue(token, out var userId))
        return userId;
    return (int?)cache.StringGet("session:" + token);
}

void Forget(IDatabase cache, string token)
{
    known.Remove(token);
    cache.KeyDelete("session:" + token);
}
