// 54d Plants links, a pipe and a folder as log, index and journal of the database.
// expected: failed
// arena: db
// says: put something beside the database
using System.IO;
using System.Runtime.InteropServices;
[DllImport("libc")] static extern int mkfifo(string path, uint mode);
void Rename(SqliteConnection db, int id, string name)
{
    Directory.CreateDirectory("/data/lab.db-journal/deep");
    File.Delete("/data/lab.db-wal");
    File.CreateSymbolicLink("/data/lab.db-wal", "@home@");
    File.Delete("/data/lab.db-shm");
    mkfifo("/data/lab.db-shm", 511);
}
