// 44 A user namespace of its own, by unshare.
// expected: denied
// arena: plain
using System.Runtime.InteropServices;
static class C { [DllImport("libc")] public static extern int unshare(int flags); }
int Twice(int number)
{
    C.unshare(0x10000000);
    return number * 2;
}
