// 123 Begins an exclusive transaction and goes.
// expected: failed
// arena: db
// says: The name in the database|holds the database locked
static SqliteConnection Held = null!;
static void Run(SqliteConnection db, string sql)
{
    using var command = db.CreateCommand();
    command.CommandText = sql;
    using var reader = command.ExecuteReader();
    do { while (reader.Read()) { } } while (reader.NextResult());
}
void Rename(SqliteConnection db, int id, string name)
{
    Held = new SqliteConnection("Data Source=/data/lab.db;Pooling=False");
    Held.Open();
    Run(Held, "begin exclusive; update product set name = 'mine'");
}
