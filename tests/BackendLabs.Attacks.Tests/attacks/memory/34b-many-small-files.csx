// 34b Files without a byte, for as long as there are names.
// expected: runtime_error | time_limit | memory_limit
// arena: plain
using System.IO;
int Twice(int number)
{
    for (var i = 0; ; i++) File.Create($"/tmp/{i}").Dispose();
}
