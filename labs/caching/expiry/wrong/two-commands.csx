// fails: never-without-an-end
// breaks: one-command
// Writes the value first and sets its end with a second command. Who dies in between leaves a key for ever.
void StartSession(IDatabase cache, string token, int userId)
{
    cache.StringSet("session:" + token, userId);
    cache.KeyExpire("session:" + token, TimeSpan.FromMinutes(30));
}

int? WhoIs(IDatabase cache, string token)
{
    var key = "session:" + token;
    var user = cache.StringGet(key);
    cache.KeyExpire(key, TimeSpan.FromMinutes(30));
    return (int?)user;
}

void KeepCode(IDatabase cache, string email, string code)
{
    cache.StringSet("code:" + email, code);
    cache.KeyExpire("code:" + email, TimeSpan.FromMinutes(10));
}

bool IsCode(IDatabase cache, string email, string typed)
{
    return cache.StringGet("code:" + email) == typed;
}
