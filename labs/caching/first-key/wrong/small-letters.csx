// fails: stores-in-redis, unknown-is-nobody, forgets
// breaks: key, forgets
// Writes every token in small letters, as one does with addresses. Two sessions become one.
string KeyOf(string token) => "session:" + token.Trim().ToLowerInvariant();

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
