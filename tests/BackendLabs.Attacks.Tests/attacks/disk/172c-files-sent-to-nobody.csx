// 172c Takes the disk with files that nobody holds but a message that nobody reads.
// expected: runtime_error
// says: wrote more than
// arena: db
using System.IO;
using System.Runtime.InteropServices;
static class C
{
    [DllImport("libc")] public static extern int socketpair(int family, int type, int protocol, int[] pair);
    [DllImport("libc")] public static extern nint sendmsg(int socket, ref Message message, int flags);
    [DllImport("libc")] public static extern int open(string path, int flags, int mode);
    [DllImport("libc")] public static extern int close(int file);
    [StructLayout(LayoutKind.Sequential)] public struct Message { public nint Name; public uint NameLength; public nint Parts; public nint PartCount; public nint Control; public nint ControlLength; public int Flags; }
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
    var pair = new int[2];
    C.socketpair(1, 1, 0, pair);
    for (var i = 0; i < 30; i++)
    {
        using (var file = new FileStream($"/data/sent{i}", FileMode.Create, FileAccess.ReadWrite, FileShare.Delete, 0))
        {
            File.Delete($"/data/sent{i}");
            for (var mb = 0; mb < 60; mb++) file.Write(block);
            var one = Marshal.AllocHGlobal(16); Marshal.WriteByte(one, 1);
            var parts = Marshal.AllocHGlobal(16); Marshal.WriteIntPtr(parts, one); Marshal.WriteIntPtr(parts, 8, 1);
            var control = Marshal.AllocHGlobal(24); Marshal.WriteIntPtr(control, 20); Marshal.WriteInt32(control, 8, 1); Marshal.WriteInt32(control, 12, 1); Marshal.WriteInt32(control, 16, (int)file.SafeFileHandle.DangerousGetHandle());
            var message = new C.Message { Parts = parts, PartCount = 1, Control = control, ControlLength = 24 };
            if (C.sendmsg(pair[0], ref message, 0) != 1) throw new Exception("not sent");
        }
    }
}
