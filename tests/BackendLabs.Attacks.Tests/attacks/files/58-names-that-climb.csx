// 58 Makes files whose names climb, mark up, break lines and are no text at all.
// expected: failed|runtime_error
// arena: db
using System.IO;
using System.Runtime.InteropServices;
[DllImport("libc")] static extern int open(byte[] path, int flags, int mode);
void Rename(SqliteConnection db, int id, string name)
{
    foreach (var file in new[] { "..\\..\\x", "<script>alert(1)<", "a\nb", "\u001b[2Jx", "$(reboot)", "-rf", new string('n', 255), "\u202egpj.exe" })
        File.WriteAllText("/data/" + file, "x");
    Console.WriteLine(open([.. "/data/"u8, 0xff, 0xfe, (byte)'\n', 0x1b, 0], 0x41, 511) >= 0 ? "made" : "not made");
}
