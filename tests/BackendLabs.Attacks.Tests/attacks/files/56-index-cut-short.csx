// 56 Cuts the database's shared index off again and again while the judge has it mapped.
// expected: failed|runtime_error
// arena: db
using System.IO;
void Rename(SqliteConnection db, int id, string name)
{
    using var command = db.CreateCommand();
    command.CommandText = "update product set name = 'x'";
    command.ExecuteNonQuery();
    var files = new[] { "/data/lab.db-shm", "/data/lab.db-wal", "/data/lab.db" }.Select(File.OpenWrite).ToArray();
    new Thread(() => { while (true) foreach (var file in files) file.SetLength(0); }) { IsBackground = true }.Start();
    Thread.Sleep(20);
}
