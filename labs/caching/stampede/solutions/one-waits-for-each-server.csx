// Of each server one caller waits at Redis; the others of its process wait behind it.
static readonly System.Collections.Concurrent.ConcurrentDictionary<string, System.Threading.SemaphoreSlim> doors = new();

async Task<long> GetReport(SqliteConnection db, IDatabase cache, string region)
{
    var door = doors.GetOrAdd(region, _ => new System.Threading.SemaphoreSlim(1));
    await door.WaitAsync();
    try
    {
        RedisKey key = "report:" + region, gate = "report-lock:" + region;
        var me = $"{Environment.MachineName} {Guid.NewGuid()}";
        while (true)
        {
            var copy = await cache.StringGetAsync(key);
            if (copy.HasValue)
                return (long)copy;
            if (await cache.LockTakeAsync(gate, me, TimeSpan.FromSeconds(25)))
                break;
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        try
        {
            var meanwhile = await cache.StringGetAsync(key);
            if (!meanwhile.IsNull)
                return (long)meanwhile;
            var total = Load(db, region);
            await cache.StringSetAsync(key, total, TimeSpan.FromMinutes(1));
            return total;
        }
        finally
        {
            await cache.LockReleaseAsync(gate, me);
        }
    }
    finally
    {
        door.Release();
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
