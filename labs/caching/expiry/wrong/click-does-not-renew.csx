// fails: click-renews, logout-is-final
// breaks: every-click
// Reads the session and leaves its end as it was. Who clicks every minute is thrown out after 30 all the same.
void StartSession(IDatabase cache, string token, int userId)
{
    cache.StringSet("session:" + token, userId, TimeSpan.FromMinutes(30));
}

int? WhoIs(IDatabase cache, string token)
{
    var key = "session:" + token;
    var user = cache.StringGet(key);
    return (int?)user;
}

void KeepCode(IDatabase cache, string email, string code)
{
    cache.StringSet("code:" + email, code, TimeSpan.FromMinutes(10));
}

bool IsCode(IDatabase cache, string email, string typed)
{
    return cache.StringGet("code:" + email) == typed;
}
