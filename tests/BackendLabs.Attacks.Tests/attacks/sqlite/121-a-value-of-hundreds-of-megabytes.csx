// 121 Makes a value of eight hundred megabytes.
// expected: runtime_error|memory_limit
// arena: db
// says: too big
static void Run(SqliteConnection db, string sql)
{
    using var command = db.CreateCommand();
    command.CommandText = sql;
    using var reader = command.ExecuteReader();
    do { while (reader.Read()) { } } while (reader.NextResult());
}
void Rename(SqliteConnection db, int id, string name)
{
    Run(db, """
        select length(zeroblob(800000000))
        """);
}
