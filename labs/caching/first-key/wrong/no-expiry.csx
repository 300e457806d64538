// fails: expires, never-without-an-end
// breaks: thirty-minutes, same-call
// Writes the key without saying when it ends, so Redis keeps it for ever.
void Remember(IDatabase cache, string token, int userId)
{
    cache.StringSet("session:" + token, userId);
}

int? WhoIs(IDatabase cache, string token)
{
    return (int?)cache.StringGet("session:" + token);
}

void Forget(IDatabase cache, string token)
{
    cache.KeyDelete("session:" + token);
}
