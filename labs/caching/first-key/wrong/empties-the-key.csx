// fails: forgets
// breaks: forgets
// Writes an empty value on logout; the key is still there.
void Remember(IDatabase cache, string token, int userId)
{
    cache.StringSet("session:" + token, userId, TimeSpan.FromMinutes(30));
}

int? WhoIs(IDatabase cache, string token)
{
    var value = cache.StringGet("session:" + token);
    return value.IsNullOrEmpty ? null : (int)value;
}

void Forget(IDatabase cache, string token)
{
    cache.StringSet("session:" + token, "");
}
