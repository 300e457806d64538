// 9c An attribute asks the compiler to read a key file.
// expected: compile_error
// arena: plain
// never: root:
using System.Reflection;
[assembly: AssemblyKeyFile("/etc/shadow")]
int Twice(int number) => number * 2;
