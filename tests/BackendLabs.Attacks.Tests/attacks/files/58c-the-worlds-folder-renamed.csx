// 58c Renames, removes and locks up the world's folder.
// expected: failed
// arena: db
// says: refused
// never: moved 
using System.IO;
void Rename(SqliteConnection db, int id, string name)
{
    foreach (var (from, to) in new[] { ("/data", "/data2"), ("/data", "/tmp/data"), ("/run/lab", "/run/lab2") })
    {
        try { Directory.Move(from, to); Console.WriteLine("moved " + from); } catch (Exception) { Console.WriteLine("refused"); }
    }
    try { Directory.Delete("/data", recursive: true); } catch (Exception) { Console.WriteLine("refused"); }
}
