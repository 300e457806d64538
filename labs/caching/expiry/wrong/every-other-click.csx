// fails: click-renews, logout-is-final
// breaks: every-click
// Renews with every second click, to save commands.
void StartSession(IDatabase cache, string token, int userId)
{
    cache.StringSet("session:" + token, userId, TimeSpan.FromMinutes(30));
}

static int clicks;

int? WhoIs(IDatabase cache, string token)
{
    var key = "session:" + token;
    var user = cache.StringGet(key);
    if (++clicks % 2 == 0)
        cache.KeyExpire(key, TimeSpan.FromMinutes(30));
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
