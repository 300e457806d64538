// fails: unknown-is-nobody
// breaks: who-is
// Converts nothing to int, which is 0, and so everybody without a session is user number 0.
void Remember(IDatabase cache, string token, int userId)
{
    cache.StringSet("session:" + token, userId, TimeSpan.FromMinutes(30));
}

int? WhoIs(IDatabase cache, string token)
{
    int userId = (int)cache.StringGet("session:" + token);
    return userId;
}

void Forget(IDatabase cache, string token)
{
    cache.KeyDelete("session:" + token);
}
