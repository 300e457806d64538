// 124b Hides the table behind a temporary one of the same name.
// expected: failed
// arena: db
// says: The name in the database
static void Run(SqliteConnection db, string sql)
{
    using var command = db.CreateCommand();
    command.CommandText = sql;
    using var reader = command.ExecuteReader();
    do { while (reader.Read()) { } } while (reader.NextResult());
}
void Rename(SqliteConnection db, int id, string name)
{
    Run(db, $"create temp table product (id, name); insert into temp.product values ({id}, '{name}')");
}
