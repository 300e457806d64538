string KeyOf(string token) => "session:" + token;

void Remember(IDatabase cache, string token, int userId)
{
    cache.StringSet(KeyOf(token), userId, TimeSpan.FromMinutes(30));
}

int? WhoIs(IDatabase cache, string token)
{
    return (int?)cache.StringGet(KeyOf(token));
}

void Forget(IDatabase cache, string token)
{
    cache.KeyDelete(KeyOf(token));
}
