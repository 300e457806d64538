// 172 Takes gigabytes of the disk that no file's length tells of, in milliseconds.
// expected: failed | runtime_error | passed
// never: took the disk
// arena: db
using System.IO;
using System.Runtime.InteropServices;
static class C
{
    [DllImport("libc", SetLastError = true)] public static extern int fallocate(int file, int mode, long offset, long length);
    [DllImport("libc")] public static extern int posix_fallocate(int file, long offset, long length);
}
void Rename(SqliteConnection db, int id, string name)
{
    for (var i = 0; i < 32; i++)
    {
        var file = new FileStream($"/data/kept{i}", FileMode.Create);
        var at = (int)file.SafeFileHandle.DangerousGetHandle();
        foreach (var mode in new[] { 0, 1, 1 | 16, 32 | 1 })
            if (C.fallocate(at, mode, 0, 64 << 20) == 0) Console.WriteLine($"took the disk by mode {mode}");
    }
    using var command = db.CreateCommand();
    command.CommandText = "update product set name = $name where id = $id";
    command.Parameters.AddWithValue("$name", name);
    command.Parameters.AddWithValue("$id", id);
    command.ExecuteNonQuery();
}
