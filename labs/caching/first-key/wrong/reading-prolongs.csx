// fails: expires
// breaks: no-prolonging
// Begins the 30 minutes anew whenever the session is read. That is another lab, and another promise.
void Remember(IDatabase cache, string token, int userId)
{
    cache.StringSet("session:" + token, userId, TimeSpan.FromMinutes(30));
}

int? WhoIs(IDatabase cache, string token)
{
    return (int?)cache.StringGetSetExpiry("session:" + token, TimeSpan.FromMinutes(30));
}

void Forget(IDatabase cache, string token)
{
    cache.KeyDelete("session:" + token);
}
