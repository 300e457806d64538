// 120e Leaves views and columns that cost the judge's statements for ever.
// expected: failed|runtime_error
// arena: db
// says: view
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
        alter table product rename to real_product; create view product as with recursive n(i) as (select 1 union all select i + 1 from n) select i as id, 'x' as name from n
        """);
}
