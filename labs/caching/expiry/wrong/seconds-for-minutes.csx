// fails: session-ends, click-renews, code-ends, new-code-counts
// breaks: session-ends, every-click, code-ends
// Mixes up seconds and minutes.
void StartSession(IDatabase cache, string token, int userId)
{
    cache.StringSet("session:" + token, userId, TimeSpan.FromSeconds(30));
}

int? WhoIs(IDatabase cache, string token)
{
    var key = "session:" + token;
    var user = cache.StringGet(key);
    cache.KeyExpire(key, TimeSpan.FromSeconds(30));
    return (int?)user;
}

void KeepCode(IDatabase cache, string email, string code)
{
    cache.StringSet("code:" + email, code, TimeSpan.FromSeconds(10));
}

bool IsCode(IDatabase cache, string email, string typed)
{
    return cache.StringGet("code:" + email) == typed;
}
