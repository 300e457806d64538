// 170c Hides what a statement is behind a comment.
// expected: failed
// arena: counts
// says: Questions to the database
static string? One(SqliteConnection db, string sql)
{
    using var command = db.CreateCommand();
    command.CommandText = sql;
    return command.ExecuteScalar() as string;
}
void Begin(SqliteConnection db, IDatabase cache) { }
List<string> NamesOf(SqliteConnection db, IDatabase cache, List<int> ids) => [.. ids.Select(id => One(db, "; /* insert */ -- update\n select name from product where id = " + id)!)];
