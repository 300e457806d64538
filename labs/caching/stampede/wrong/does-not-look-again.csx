// fails: looks-again
// breaks: look-again
// Takes the lock and works it out, although somebody may have left a copy since it looked.
long GetReport(SqliteConnection db, IDatabase cache, string region)
{
    var key = $"report:{region}";
    var me = Guid.NewGuid().ToString();
    var copy = cache.StringGet(key);
    while (copy.IsNull)
    {
        if (!cache.KeyExists($"lock:{key}") && cache.LockTake($"lock:{key}", me, TimeSpan.FromSeconds(30)))
        {
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

        // Whoever has the lock is at work: wait for the copy.
        for (var look = 0; look < 400 && copy.IsNull; look++)
        {
            System.Threading.Thread.Sleep(20);
            copy = cache.StringGet(key);
        }
    }

    return (long)copy;
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
