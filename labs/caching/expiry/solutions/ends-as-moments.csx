// Each end is a moment of the clock that the methods are given.
void StartSession(IDatabase cache, TimeProvider clock, string token, int userId) =>
    cache.StringSet($"session:{token}", userId, new Expiration(In(clock, minutes: 30)));

async Task<int?> WhoIs(IDatabase cache, TimeProvider clock, string token)
{
    RedisKey key = $"session:{token}";
    var user = await cache.StringGetAsync(key);
    await cache.KeyExpireAsync(key, In(clock, minutes: 30));
    return (int?)user;
}

void KeepCode(IDatabase cache, TimeProvider clock, string email, string code) =>
    cache.StringSet($"code:{email}", code, new Expiration(In(clock, minutes: 10)));

bool IsCode(IDatabase cache, string email, string typed) => cache.StringGet($"code:{email}") == typed;

DateTime In(TimeProvider clock, int minutes) => clock.GetUtcNow().UtcDateTime.AddMinutes(minutes);
