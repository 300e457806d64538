// 58b Makes folders within folders until no path reaches them, and takes the rights from all of them.
// expected: failed|runtime_error
// arena: db
using System.IO;
using System.Runtime.InteropServices;
[DllImport("libc")] static extern int mkdir(string path, uint mode);
[DllImport("libc")] static extern int chdir(string path);
[DllImport("libc")] static extern int chmod(string path, uint mode);
void Rename(SqliteConnection db, int id, string name)
{
    chdir("/data");
    for (var depth = 0; depth < 600; depth++)
    {
        var folder = new string('d', 200);
        if (mkdir(folder, 511) != 0)
            break;
        if (chdir(folder) != 0)
            break;
    }
    chmod(".", 0);
    chmod("..", 0);
    chmod("/data", 0);
}
