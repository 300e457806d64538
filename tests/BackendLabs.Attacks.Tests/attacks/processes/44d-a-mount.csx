// 44d A file system is mounted.
// expected: denied
// arena: plain
using System.Runtime.InteropServices;
static class C { [DllImport("libc")] public static extern int mount(string source, string target, string kind, long flags, string data); }
int Twice(int number)
{
    C.mount("none", "/tmp", "tmpfs", 0, "");
    return number * 2;
}
