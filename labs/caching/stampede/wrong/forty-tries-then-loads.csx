// fails: waits-for-a-slow-load
// breaks: waits
// Asks forty times whether it is done, and works it out after that, with or without the lock.
long GetReport(SqliteConnection db, IDatabase cache, string region)
{
    var key = $"report:{region}";
    var me = Guid.NewGuid().ToString();
    for (var tries = 0; tries < 40; tries++)
    {
        if (Copy(cache, key) is { } copy)
            return copy;
        if (cache.LockTake($"lock:{key}", me, TimeSpan.FromMinutes(0.5)))
            return LoadAsOwner(db, cache, region, key, me);
        System.Threading.Thread.Sleep(50);
    }

    return LoadAsOwner(db, cache, region, key, me);
}

long LoadAsOwner(SqliteConnection db, IDatabase cache, string region, string key, string me)
{
    try
    {
        // Between our look and our lock somebody may have been quicker.
        if (Copy(cache, key) is { } copy)
            return copy;
        var total = Load(db, region);
        cache.StringSet(key, total, TimeSpan.FromMinutes(1));
        return total;
    }
    finally
    {
        cache.LockRelease($"lock:{key}", me);
        System.Threading.Thread.Sleep(50);
    }
}

long? Copy(IDatabase cache, string key) => (long?)cache.StringGet(key);

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
