// 63e Makes a socket that reaches below TCP and UDP: family 38, kind 5.
// expected: denied|failed
// arena: plain
// never: made
using System.Runtime.InteropServices;
[DllImport("libc", SetLastError = true)] static extern int socket(int family, int kind, int protocol);
int Twice(int number)
{
    Console.WriteLine(socket(38, 5, 0) < 0 ? "refused" : "made");
    return 0;
}
