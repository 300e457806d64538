// 34c Files whose size is a lie, and one over the largest size.
// expected: runtime_error
// arena: plain
// says: larger than this sandbox allows
using System.IO;
int Twice(int number)
{
    using var file = File.Create("/tmp/sparse");
    file.SetLength(1L << 40);
    return number * 2;
}
