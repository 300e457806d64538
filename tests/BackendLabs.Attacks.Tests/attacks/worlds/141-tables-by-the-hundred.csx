// 141 Leaves hundreds of tables with names that are long, empty or no text.
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
    Run(db, "begin; create table \"\" (\"\" text); create table \"" + new string('n', 20_000) + "\" (a text); create table \"\u202e\u0001<script>\" (\"'\"\"\" text);");
    for (var i = 0; i < 800; i++)
        Run(db, $"create table t{i} (a text default '{i}')");
    Run(db, "commit");
}
