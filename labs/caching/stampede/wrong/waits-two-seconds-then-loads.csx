// fails: waits-for-a-slow-load
// breaks: waits
// Waits for two seconds at most and then works it out as well. A report that takes three is worked out by all.
long GetReport(SqliteConnection db, IDatabase cache, string region)
{
    string key = $"report:{region}", gate = $"lock:report:{region}";
    for (int i = 0; i < 40; i++)
    {
        var copy = cache.StringGet(key);
        if (!copy.IsNull) return (long)copy;
        string me = Guid.NewGuid().ToString();
        if (cache.LockTake(gate, me, TimeSpan.FromSeconds(20)))
        {
            try
            {
                copy = cache.StringGet(key);
                if (!copy.IsNull) return (long)copy;
                long value = Load(db, region);
                cache.StringSet(key, value, TimeSpan.FromMinutes(1));
                return value;
            }
            finally { cache.LockRelease(gate, me); }
        }
        Thread.Sleep(50);
    }
    return Load(db, region);
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
