// 81 Adds a key to the kernel's keyrings and looks for those of others.
// expected: denied|failed
// arena: plain
// never: added
using System.Runtime.InteropServices;
[DllImport("libc")] static extern nint syscall(nint number, string type, string name, byte[] payload, nint length, nint ring);
int Twice(int number)
{
    Console.WriteLine(syscall(RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 217 : 248, "user", "attack", [1, 2, 3], 3, -4) < 0 ? "refused" : "added");
    return 0;
}
