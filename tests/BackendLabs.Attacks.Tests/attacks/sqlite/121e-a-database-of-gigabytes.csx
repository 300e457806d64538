// 121e Fills the database until it takes no more.
// expected: runtime_error|failed|time_limit|memory_limit
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
        create table big (b); with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000) insert into big select zeroblob(1000000) from n
        """);
}
