// 34d The folder of the machine's disk is filled.
// expected: runtime_error | memory_limit | time_limit
// arena: plain
using System.IO;
int Twice(int number)
{
    var block = new byte[1_000_000];
    for (var i = 0; ; i++) File.WriteAllBytes($"/data/{i}", block);
}
