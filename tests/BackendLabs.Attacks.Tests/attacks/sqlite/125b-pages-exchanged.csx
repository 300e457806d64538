// 125b Exchanges pages and sets bits in the headers of the database's tree.
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
    Run(db, "update product set name = 'x'; pragma wal_checkpoint(truncate)");
    using var file = File.OpenWrite("/data/lab.db");
    for (var at = 4096; at < 8192; at += 3)
    {
        file.Position = at;
        file.WriteByte((byte)(at * 7));
    }
}
