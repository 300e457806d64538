// 122h Writes the file's pages through a virtual table of them.
// expected: runtime_error|denied
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
        update sqlite_dbpage set data = zeroblob(4096) where pgno = 1
        """);
}
