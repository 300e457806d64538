// 26b A module initializer that never ends: it runs before anything of the snippet is asked.
// expected: time_limit | compile_error
// arena: plain
using System.Runtime.CompilerServices;
static class First
{
    [ModuleInitializer]
    public static void Run() { while (true) ; }
}
int Twice(int number) => number * 2;
