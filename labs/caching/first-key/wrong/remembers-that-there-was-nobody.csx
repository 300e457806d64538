// fails: reads-from-redis
// breaks: at-that-moment
// Notes each token that Redis did not know, to ask only once, and goes on saying so.
static readonly HashSet<string> nobody = new();

void Remember(IDatabase cache, string token, int userId)
{
    nobody.Remove(token);
    cache.StringSet("session:" + token, userId, TimeSpan.FromMinutes(30));
}

int? WhoIs(IDatabase cache, string token)
{
    if (nobody.Contains(token))
        return null;
    var userId = (int?)cache.StringGet("session:" + token);
    if (userId == null)
        nobody.Add(token);
    return userId;
}

void Forget(IDatabase cache, string token)
{
    cache.KeyDelete("session:" + token);
}
