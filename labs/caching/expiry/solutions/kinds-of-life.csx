// Two kinds of life, each said once. Value and end are written as one, and a click writes only over a session that is still there.
async Task StartSession(IDatabase cache, string token, int userId) => await cache.StringSetAsync(Session(token), userId, Idle);

async Task<int?> WhoIs(IDatabase cache, string token)
{
    RedisValue user = await cache.StringGetAsync(Session(token));
    var isThere = user.HasValue && await cache.StringSetAsync(Session(token), user, Idle, When.Exists);
    return isThere ? (int)user : null;
}

async Task KeepCode(IDatabase cache, string email, string code)
{
    var together = cache.CreateTransaction();
    _ = together.StringSetAsync(Code(email), code);
    _ = together.KeyExpireAsync(Code(email), Valid);
    await together.ExecuteAsync();
}

async Task<bool> IsCode(IDatabase cache, string email, string typed) =>
    await cache.StringGetAsync(Code(email)) is { IsNull: false } kept && string.Equals(kept, typed, StringComparison.Ordinal);

static readonly TimeSpan Idle = TimeSpan.FromSeconds(30 * 60);
static readonly TimeSpan Valid = new(hours: 0, minutes: 10, seconds: 0);

static RedisKey Session(string token) => $"session:{token}";
static RedisKey Code(string email) => $"code:{email}";
