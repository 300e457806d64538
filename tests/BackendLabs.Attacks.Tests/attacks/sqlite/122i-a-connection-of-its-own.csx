// 122i Opens the database again without our settings and writes its schema.
// expected: failed|runtime_error
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
    using var own = new SqliteConnection("Data Source=/data/lab.db;Pooling=False");
    own.Open();
    Run(own, "pragma writable_schema = on; update sqlite_master set sql = 'create table product (id, name, x hidden, check (0))' where name = 'product'; update sqlite_master set rootpage = 99999; pragma writable_schema = off; pragma schema_version = 77");
}
