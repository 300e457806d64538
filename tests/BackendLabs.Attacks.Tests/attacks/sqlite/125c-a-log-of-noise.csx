// 125c Writes noise into the database's log and index.
// expected: failed|runtime_error|time_limit
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
    Run(db, "update product set name = 'x'");
    foreach (var path in new[] { "/data/lab.db-wal", "/data/lab.db-shm" })
    {
        using var file = File.OpenWrite(path);
        var noise = new byte[file.Length];
        new Random(1).NextBytes(noise);
        file.Write(noise);
    }
}
