// 34 The temporary folder is filled.
// expected: runtime_error | memory_limit
// arena: plain
using System.IO;
int Twice(int number)
{
    var block = new byte[1_000_000];
    for (var i = 0; ; i++) File.WriteAllBytes($"/tmp/{i}", block);
}
