// 170b Runs more statements than are kept before those that are counted, and then one for each product.
// expected: failed
// arena: counts
// says: Questions to the database
static string? One(SqliteConnection db, string sql)
{
    using var command = db.CreateCommand();
    command.CommandText = sql;
    return command.ExecuteScalar() as string;
}
void Begin(SqliteConnection db, IDatabase cache)
{
    using var command = db.CreateCommand();
    command.CommandText = "select 1";
    for (var i = 0; i < 20_500; i++)
        command.ExecuteScalar();
}
List<string> NamesOf(SqliteConnection db, IDatabase cache, List<int> ids) => [.. ids.Select(id => One(db, "select name from product where id = " + id)!)];
