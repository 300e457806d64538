// 172d Takes the disk with files that are mapped, and neither named nor open.
// expected: runtime_error | memory_limit
// says: (wrote more than|memory)
// arena: db
using System.IO;
using System.Runtime.InteropServices;
static class C
{
    [DllImport("libc")] public static extern nint mmap(nint at, nint length, int protection, int flags, int file, long offset);
}
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
        using var file = new FileStream($"/data/mapped{i}", FileMode.Create, FileAccess.ReadWrite, FileShare.Delete, 0);
        file.SetLength(60 << 20);
        var at = C.mmap(0, 60 << 20, 3, 1, (int)file.SafeFileHandle.DangerousGetHandle(), 0);
        File.Delete($"/data/mapped{i}");
        for (var page = 0; page < 60 << 20; page += 4096) Marshal.WriteByte(at + page, 1);
    }
}
