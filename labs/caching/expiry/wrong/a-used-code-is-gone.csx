// fails: code-ends
// breaks: changes-nothing
// Removes a code as soon as it was typed right. That may be wise, but it is for the caller to decide.
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
    if (isRight)
        cache.KeyDelete("code:" + email);
    return isRight;
}
