// 120d Plants a trigger that fires itself, and fires it.
// expected: runtime_error|failed|time_limit
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
        pragma recursive_triggers = on; create trigger again after update on product begin update product set name = name || 'x'; end; update product set name = 'x'
        """);
}
