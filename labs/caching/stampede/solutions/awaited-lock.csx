// A lock that is awaited like any other: whoever holds it disposes of it, and only their own is given back.
async Task<long> GetReport(SqliteConnection db, IDatabase cache, string region)
{
    RedisKey key = $"report:{region}";
    for (var pause = TimeSpan.FromMilliseconds(10); ; pause = pause < TimeSpan.FromMilliseconds(80) ? pause * 2 : pause)
    {
        if (await cache.StringGetAsync(key) is { IsNull: false } copy)
            return (long)copy;

        await using var held = await RedisLock.TryAsync(cache, $"busy:{region}", TimeSpan.FromSeconds(20));
        if (held is not null)
        {
            if (await cache.StringGetAsync(key) is { IsNull: false } meanwhile)
                return (long)meanwhile;
            var total = Load(db, region);
            await cache.StringSetAsync(key, total, TimeSpan.FromSeconds(60));
            return total;
        }

        await Task.Delay(pause);
    }
}

sealed class RedisLock : IAsyncDisposable
{
    private readonly IDatabase _cache;
    private readonly RedisKey _key;
    private readonly RedisValue _owner;

    private RedisLock(IDatabase cache, RedisKey key, RedisValue owner) => (_cache, _key, _owner) = (cache, key, owner);

    public static async Task<RedisLock?> TryAsync(IDatabase cache, RedisKey key, TimeSpan life)
    {
        RedisValue owner = $"{Environment.ProcessId}-{Guid.NewGuid():N}";
        return await cache.StringSetAsync(key, owner, life, When.NotExists) ? new RedisLock(cache, key, owner) : null;
    }

    public async ValueTask DisposeAsync()
    {
        var release = _cache.CreateTransaction();
        release.AddCondition(Condition.StringEqual(_key, _owner));
        _ = release.KeyDeleteAsync(_key);
        await release.ExecuteAsync();
    }
}

long Load(SqliteConnection db, string region)
{
    using var note = db.CreateCommand();
    note.CommandText = "insert into report_run (region) values ($region)";
    note.Parameters.AddWithValue("$region", region);
    note.ExecuteNonQuery();

    using var sum = db.CreateCommand();
    sum.CommandText = "select sum(cents) from sale where region = $region";
    sum.Parameters.AddWithValue("$region", region);
    return (long)sum.ExecuteScalar()!;
}
