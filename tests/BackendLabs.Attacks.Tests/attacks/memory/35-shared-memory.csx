// 35 Shared memory is filled by way of /dev/shm.
// expected: denied | runtime_error
// arena: plain
// says: (?i)read-only|denied
using System.IO;
int Twice(int number)
{
    var block = new byte[1_000_000];
    for (var i = 0; ; i++) File.WriteAllBytes($"/dev/shm/{i}", block);
}
