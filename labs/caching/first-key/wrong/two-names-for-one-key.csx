// fails: stores-in-redis, reads-from-redis, expires, unknown-is-nobody
// breaks: key, who-is, at-that-moment, thirty-minutes
// Writes under one name and reads under another.
void Remember(IDatabase cache, string token, int userId)
{
    cache.StringSet("session:" + token, userId, TimeSpan.FromMinutes(30));
}

int? WhoIs(IDatabase cache, string token)
{
    return (int?)cache.StringGet("session" + token);
}

void Forget(IDatabase cache, string token)
{
    cache.KeyDelete("session:" + token);
}
