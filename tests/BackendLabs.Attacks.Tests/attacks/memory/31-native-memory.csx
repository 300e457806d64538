// 31 Memory that the runtime does not count.
// expected: memory_limit
// arena: plain
using System.Runtime.InteropServices;
int Twice(int number)
{
    while (true)
    {
        var more = Marshal.AllocHGlobal(1_000_000);
        for (var i = 0; i < 1_000_000; i += 4096) Marshal.WriteByte(more, i, 1);
    }
}
