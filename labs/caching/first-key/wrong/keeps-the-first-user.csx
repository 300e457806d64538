// fails: expires
// breaks: again
// Writes the key only where there is none, so that a token which is remembered again keeps its old user and end.
void Remember(IDatabase cache, string token, int userId)
{
    cache.StringSet("session:" + token, userId, TimeSpan.FromMinutes(30), When.NotExists);
}

int? WhoIs(IDatabase cache, string token)
{
    return (int?)cache.StringGet("session:" + token);
}

void Forget(IDatabase cache, string token)
{
    cache.KeyDelete("session:" + token);
}
