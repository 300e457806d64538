// fails: death-lets-go
// breaks: death
// Takes a lock that has no end. Who dies with it locks everybody out.
long GetReport(SqliteConnection db, IDatabase cache, string region, CancellationToken cancellation)
{
    var key = $"report:{region}";
    var me = Guid.NewGuid().ToString();
    do
    {
        if (Copy(cache, key) is { } copy)
            return copy;
        if (cache.StringSet($"lock:{key}", me, null, When.NotExists))
            return LoadAsOwner(db, cache, region, key, me);
    }
    while (!cancellation.WaitHandle.WaitOne(TimeSpan.FromSeconds(0.05)));   // a pause that ends early where nobody wants the answer any more
    throw new OperationCanceledException(cancellation);
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
