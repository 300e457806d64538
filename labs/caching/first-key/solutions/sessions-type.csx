// A type of its own knows how sessions are kept; the entries only hand over. Nothing blocks while Redis answers.
async Task Remember(IDatabase cache, string token, int userId) => await new Sessions(cache).OpenAsync(token, userId);

async Task<int?> WhoIs(IDatabase cache, string token) => await new Sessions(cache).FindAsync(token);

async Task Forget(IDatabase cache, string token) => await new Sessions(cache).CloseAsync(token);

sealed class Sessions
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    private readonly IDatabase _cache;

    public Sessions(IDatabase cache) => _cache = cache;

    public Task OpenAsync(string token, int user) =>
        _cache.StringSetAsync(Key(token), user.ToString(CultureInfo.InvariantCulture), expiry: Life);

    public async Task<int?> FindAsync(string token)
    {
        string? text = await _cache.StringGetAsync(Key(token));
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var user) ? user : null;
    }

    public Task CloseAsync(string token) => _cache.KeyDeleteAsync(Key(token));

    private static RedisKey Key(string token) => $"session:{token}";
}
