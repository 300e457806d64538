// Value and end are two commands of one transaction: either both are done or neither.
void Remember(IDatabase cache, string token, int userId)
{
    var key = cache.KeyOf(token);
    var together = cache.CreateTransaction();
    together.StringSetAsync(key, userId);
    together.KeyExpireAsync(key, TimeSpan.FromMinutes(30));
    together.Execute();
}

int? WhoIs(IDatabase cache, string token) =>
    cache.StringGet(cache.KeyOf(token)) is { IsNull: false } user ? (int)user : null;

void Forget(IDatabase cache, string token) => cache.StringGetDelete(cache.KeyOf(token));

static class SessionKeys
{
    public static RedisKey KeyOf(this IDatabase cache, string token) => new RedisKey("session:").Append(token);
}
