// fails: failure-lets-go
// breaks: failure
// Gives the lock back when all went well. After an exception everybody waits until it ends.
long GetReport(SqliteConnection db, IDatabase cache, string region, CancellationToken cancellation)
{
    var key = $"report:{region}";
    var me = Guid.NewGuid().ToString();
    do
    {
        if (Copy(cache, key) is { } copy)
            return copy;
        if (cache.LockTake($"lock:{key}", me, TimeSpan.FromMinutes(0.5)))
            return LoadAsOwner(db, cache, region, key, me);
    }
    while (!cancellation.WaitHandle.WaitOne(TimeSpan.FromSeconds(0.05)));   // a pause that ends early where nobody wants the answer any more
    throw new OperationCanceledException(cancellation);
}

long LoadAsOwner(SqliteConnection db, IDatabase cache, string region, string key, string me)
{
    var total = Copy(cache, key) ?? Load(db, region);
    cache.StringSet(key, total, TimeSpan.FromMinutes(1));
    cache.LockRelease($"lock:{key}", me);
    return total;
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
