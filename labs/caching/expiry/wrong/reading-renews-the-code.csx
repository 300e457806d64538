// fails: code-ends
// breaks: slides
// Renews whatever is read, the code as well: who goes on guessing keeps it alive for ever.
void StartSession(IDatabase cache, string token, int userId)
{
    cache.StringSet("session:" + token, userId, TimeSpan.FromMinutes(30));
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
    cache.StringSet("code:" + email, code, TimeSpan.FromMinutes(10));
}

bool IsCode(IDatabase cache, string email, string typed)
{
    var isRight = cache.StringGet("code:" + email) == typed;
    cache.KeyExpire("code:" + email, TimeSpan.FromMinutes(10));
    return isRight;
}
