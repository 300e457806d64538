// 63b Makes a socket that reaches below TCP and UDP: family 17, kind 3.
// expected: denied|failed
// arena: plain
// never: made
using System.Runtime.InteropServices;
[DllImport("libc", SetLastError = true)] static extern int socket(int family, int kind, int protocol);
int Twice(int number)
{
    Console.WriteLine(socket(17, 3, 768) < 0 ? "refused" : "made");
    return 0;
}
