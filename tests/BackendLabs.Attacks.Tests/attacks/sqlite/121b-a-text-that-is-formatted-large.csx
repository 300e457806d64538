// 121b Formats and repeats texts beyond all limits.
// expected: runtime_error|memory_limit|time_limit
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
    Run(db, """
        select length(printf('%.*c', 2000000000, 'x')), length(replace(hex(zeroblob(10000000)), '0', 'xxxxxxxxxx'))
        """);
}
