// fails: session-ends, code-ends, never-without-an-end
// breaks: session-ends, code-ends, one-command
// Writes without an end. Only who clicks is given one, and what nobody asks for stays for ever.
void StartSession(IDatabase cache, string token, int userId)
{
    cache.StringSet("session:" + token, userId);
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
}

bool IsCode(IDatabase cache, string email, string typed)
{
    return cache.StringGet("code:" + email) == typed;
}
