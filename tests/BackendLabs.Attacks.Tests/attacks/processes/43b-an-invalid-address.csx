// 43b An address is written to that is not there.
// expected: runtime_error
// arena: plain
using System.Runtime.InteropServices;
int Twice(int number)
{
    Marshal.WriteInt64(new IntPtr(0x7000_0000_0000), 1);
    return number * 2;
}
