// Load(db, region) works out the report. It is expensive, and writes down that it ran, in report_run.
// The copy:  key  report:REGION  value: the number.  For one minute.

long GetReport(SqliteConnection db, IDatabase cache, string region)
{
    // 1. Is there a copy? Then that is the answer.

    // 2. Is nobody at work on it? Then it is you: load, leave a copy, let go.

    // 3. Somebody is? Wait a moment, and begin again.

    return 0;
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
