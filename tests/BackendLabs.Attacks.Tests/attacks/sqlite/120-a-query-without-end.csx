// 120 Counts without end.
// expected: time_limit
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
        with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n
        """);
}
