// 141b Leaves a table with as many columns as SQLite takes, each with a value.
// expected: passed|time_limit
// arena: db
static void Run(SqliteConnection db, string sql)
{
    using var command = db.CreateCommand();
    command.CommandText = sql;
    command.ExecuteNonQuery();
}
void Rename(SqliteConnection db, int id, string name)
{
    Run(db, $"update product set name = '{name}' where id = {id}");
    Run(db, $"create table wide ({string.Join(", ", Enumerable.Range(0, 1_500).Select(i => $"column_{i} text default '{new string('x', 50)}'"))})");
    Run(db, "begin");
    for (var i = 0; i < 3; i++)
        Run(db, "insert into wide (column_0) values ('y')");
    Run(db, "commit");
}
