// fails: failure-lets-go
// breaks: failure
// Lets the callers of a process share one Lazy for each region. Where it failed, it stays, and with it the exception for everybody.
static readonly System.Collections.Concurrent.ConcurrentDictionary<string, Lazy<long>> reports = new();

long GetReport(SqliteConnection db, IDatabase cache, string region, CancellationToken cancellation)
{
    var total = reports.GetOrAdd(region, _ => new Lazy<long>(() => GetOnce(db, cache, region, cancellation))).Value;
    reports.TryRemove(region, out _);
    return total;
}

long GetOnce(SqliteConnection db, IDatabase cache, string region, CancellationToken cancellation)
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
