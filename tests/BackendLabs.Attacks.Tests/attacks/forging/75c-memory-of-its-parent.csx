// 75c Writes into the memory of the box's first process and of itself.
// expected: failed|runtime_error|denied
// arena: plain
using System.IO;
using System.Runtime.InteropServices;
[DllImport("libc")] static extern nint ptrace(int request, int process, nint address, nint data);
int Twice(int number)
{
    foreach (var process in new[] { "1", "self" })
    {
        var range = "";
        try { range = File.ReadLines($"/proc/{process}/maps").First(); } catch (Exception) { continue; }
        try
        {
            using var memory = new FileStream($"/proc/{process}/mem", FileMode.Open, FileAccess.ReadWrite);
            memory.Position = Convert.ToInt64(range.Split('-')[0], 16);
            memory.WriteByte(0);
        }
        catch (Exception) { Console.WriteLine("refused"); }
    }
    ptrace(16, 1, 0, 0);
    return 0;
}
