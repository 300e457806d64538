// 121d Sends a statement of thousands of columns, terms and brackets.
// expected: runtime_error
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
    Run(db, "select " + string.Join(",", Enumerable.Range(0, 5000).Select(i => "a.name")) + " from product a");
}
