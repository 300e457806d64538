// 125d Plants a rollback journal, so that the next who opens the file rolls it back.
// expected: failed|runtime_error
// arena: db
using System.IO;
static void Run(SqliteConnection db, string sql)
{
    using var command = db.CreateCommand();
    command.CommandText = sql;
    using var reader = command.ExecuteReader();
    do { while (reader.Read()) { } } while (reader.NextResult());
}
void Rename(SqliteConnection db, int id, string name)
{
    using var file = File.Create("/data/lab.db-journal");
    file.Write([0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 2, 0, 0, 0, 0x10, 0]);
    file.SetLength(8192);
}
