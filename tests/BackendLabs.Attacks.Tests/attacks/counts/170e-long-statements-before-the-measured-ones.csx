// 170e Runs statements of many characters, so that those that are counted would be kept by their beginning only.
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
    for (var i = 0; i < 800; i++)
        One(db, "select 'x' /*" + new string((char)('a' + i % 26), 15_000) + i + "*/");
}
List<string> NamesOf(SqliteConnection db, IDatabase cache, List<int> ids) => [.. ids.Select(id => One(db, "select name from product where id = " + id)!)];
