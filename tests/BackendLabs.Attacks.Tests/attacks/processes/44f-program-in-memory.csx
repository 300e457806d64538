// 44f Machine code that the process writes itself makes the forbidden call.
// expected: denied
// arena: plain
using System.Runtime.InteropServices;
static class C { [DllImport("libc")] public static extern IntPtr mmap(IntPtr at, nint length, int protection, int flags, int file, nint offset); }
delegate long Code();
int Twice(int number)
{
    // mov eax, 272 (unshare); mov edi, 0x10000000; syscall; ret
    byte[] code = [0xb8, 0x10, 0x01, 0, 0, 0xbf, 0, 0, 0, 0x10, 0x0f, 0x05, 0xc3];
    var at = C.mmap(IntPtr.Zero, 4096, 7, 0x22, -1, 0);
    Marshal.Copy(code, 0, at, code.Length);
    Marshal.GetDelegateForFunctionPointer<Code>(at)();
    return number * 2;
}
