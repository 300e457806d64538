// fails: forgets
// breaks: nobody-else
// Empties Redis on logout, because the session is gone then for certain.
void Remember(IDatabase cache, string token, int userId)
{
    cache.StringSet("session:" + token, userId, TimeSpan.FromMinutes(30));
}

int? WhoIs(IDatabase cache, string token)
{
    return (int?)cache.StringGet("session:" + token);
}

void Forget(IDatabase cache, string token)
{
    cache.Execute("FLUSHDB");
}
