// 123b Writes and commits in the background while the judge reads.
// expected: failed|runtime_error
// arena: db
static void Run(SqliteConnection db, string sql)
{
    using var command = db.CreateCommand();
    command.CommandText = sql;
    using var reader = command.ExecuteReader();
    do { while (reader.Read()) { } } while (reader.NextResult());
}
void Rename(SqliteConnection db, int id, string name)
{
    for (var thread = 0; thread < 4; thread++)
    {
        new Thread(() =>
        {
            using var own = new SqliteConnection("Data Source=/data/lab.db;Pooling=False");
            own.Open();
            while (true)
            {
                try { Run(own, "begin immediate; update product set name = 'x'; commit; pragma wal_checkpoint(truncate)"); } catch (SqliteException) { }
            }
        }) { IsBackground = true }.Start();
    }
    Thread.Sleep(100);
}
