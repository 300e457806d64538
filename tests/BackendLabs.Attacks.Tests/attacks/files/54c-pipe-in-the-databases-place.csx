// 54c Puts a pipe where the database was: who opens it waits for ever.
// expected: failed
// arena: db
// says: lab.db is (gone|no longer a plain file)
using System.IO;
using System.Runtime.InteropServices;
[DllImport("libc")] static extern int mkfifo(string path, uint mode);
void Rename(SqliteConnection db, int id, string name)
{
    File.Delete("/data/lab.db");
    mkfifo("/data/lab.db", 511);
}
