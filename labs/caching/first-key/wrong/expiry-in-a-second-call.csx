// fails: never-without-an-end
// breaks: same-call
// Writes the value with one call and its end with a second one. Who dies in between leaves a key for ever.
void Remember(IDatabase cache, string token, int userId)
{
    cache.StringSet("session:" + token, userId);
    cache.KeyExpire("session:" + token, TimeSpan.FromMinutes(30));
}

int? WhoIs(IDatabase cache, string token)
{
    return (int?)cache.StringGet("session:" + token);
}

void Forget(IDatabase cache, string token)
{
    cache.KeyDelete("session:" + token);
}
