// fails: one-load
// breaks: once
// One caller works it out, and all the others get 0 meanwhile.
long GetReport(SqliteConnection db, IDatabase cache, string region)
{
    var key = $"report:{region}";
    var copy = cache.StringGet(key);
    if (!copy.IsNull)
        return (long)copy;
    var me = Guid.NewGuid().ToString();
    if (!cache.LockTake($"lock:{key}", me, TimeSpan.FromSeconds(30)))
        return 0;

    try
    {
        var total = Load(db, region);
        cache.StringSet(key, total, TimeSpan.FromMinutes(1));
        return total;
    }
    finally
    {
        cache.LockRelease($"lock:{key}", me);
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
