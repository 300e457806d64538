// fails: one-load
// breaks: once
// Locks out the other threads of this process. The other callers come to other servers.
static readonly object gate = new();

long GetReport(SqliteConnection db, IDatabase cache, string region)
{
    lock (gate)
    {
        var copy = cache.StringGet($"report:{region}");
        if (!copy.IsNull)
            return (long)copy;

        var total = Load(db, region);
        cache.StringSet($"report:{region}", total, TimeSpan.FromMinutes(1));
        return total;
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
