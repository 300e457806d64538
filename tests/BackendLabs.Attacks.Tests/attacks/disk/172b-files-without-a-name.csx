// 172b Takes the disk with files that are open and have no name, and answers well.
// expected: runtime_error
// says: wrote more than
// arena: db
using System.IO;
using System.Runtime.InteropServices;
static class Kept { public static List<FileStream> All = []; }
void Rename(SqliteConnection db, int id, string name)
{
    using (var command = db.CreateCommand())
    {
        command.CommandText = "update product set name = $name where id = $id";
        command.Parameters.AddWithValue("$name", name);
        command.Parameters.AddWithValue("$id", id);
        command.ExecuteNonQuery();
    }
    var block = new byte[1 << 20];
    for (var i = 0; i < 4; i++)
    {
        var file = new FileStream($"/data/gone{i}", FileMode.Create, FileAccess.Write, FileShare.Delete, 0);
        File.Delete($"/data/gone{i}");
        Kept.All.Add(file);
        for (var mb = 0; mb < 60; mb++) file.Write(block);
    }
}
