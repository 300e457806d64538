// fails: remembers
// breaks: who-is
// Takes nothing for a number: whoever has no session is user 0.
void StartSession(IDatabase cache, string token, int userId)
{
    cache.StringSet("session:" + token, userId, TimeSpan.FromMinutes(30));
}

int? WhoIs(IDatabase cache, string token)
{
    var key = "session:" + token;
    var user = cache.StringGet(key);
    cache.KeyExpire(key, TimeSpan.FromMinutes(30));
    return (int)user;
}

void KeepCode(IDatabase cache, string email, string code)
{
    cache.StringSet("code:" + email, code, TimeSpan.FromMinutes(10));
}

bool IsCode(IDatabase cache, string email, string typed)
{
    return cache.StringGet("code:" + email) == typed;
}
