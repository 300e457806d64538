// The lock is taken by one command and given back by a script, which looks and deletes in one piece.
const string Release = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) else return 0 end";

async Task<long> GetReport(SqliteConnection db, IDatabase cache, string region)
{
    while (true)
    {
        if (await cache.ReportAsync(region) is { } copy)
            return copy;

        RedisKey gate = $"lock:report:{region}";
        RedisValue me = Guid.NewGuid().ToByteArray();
        if (!await cache.StringSetAsync(gate, me, TimeSpan.FromSeconds(30), When.NotExists))
        {
            await Task.Delay(40);
            continue;
        }

        try
        {
            if (await cache.ReportAsync(region) is { } meanwhile)
                return meanwhile;
            var total = Load(db, region);
            await cache.StringSetAsync($"report:{region}", total, TimeSpan.FromMinutes(1));
            return total;
        }
        finally
        {
            await cache.ScriptEvaluateAsync(Release, [gate], [me]);
        }
    }
}

static class Reports
{
    public static async Task<long?> ReportAsync(this IDatabase cache, string region) => (long?)await cache.StringGetAsync($"report:{region}");
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
