// 172e Gives one file thousands of names in trees that get ever deeper.
// expected: runtime_error
// says: (files|deep) beside the database
// arena: db
using System.IO;
using System.Runtime.InteropServices;
static class C { [DllImport("libc")] public static extern int link(string from, string to); }
void Rename(SqliteConnection db, int id, string name)
{
    var at = "/data";
    for (var i = 0; i < 5000; i++)
    {
        C.link("/data/lab.db", $"{at}/name{i}");
        if (i % 50 == 0) Directory.CreateDirectory(at = $"{at}/d");
    }
    System.Threading.Thread.Sleep(500);
}
