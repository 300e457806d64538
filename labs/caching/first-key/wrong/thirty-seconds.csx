// fails: expires
// breaks: thirty-minutes
// Takes seconds for minutes.
void Remember(IDatabase cache, string token, int userId)
{
    cache.StringSet("session:" + token, userId, TimeSpan.FromSeconds(30));
}

int? WhoIs(IDatabase cache, string token)
{
    return (int?)cache.StringGet("session:" + token);
}

void Forget(IDatabase cache, string token)
{
    cache.KeyDelete("session:" + token);
}
