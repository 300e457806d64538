// 125 Writes noise over the database.
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
    using var file = File.OpenWrite("/data/lab.db");
    var noise = new byte[file.Length];
    new Random(1).NextBytes(noise);
    file.Write(noise);
    File.Delete("/data/lab.db-wal");
}
