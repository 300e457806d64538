// 34e Folders within folders in the folder of the machine's disk, deeper than a path can say.
// expected: passed | runtime_error | time_limit
// arena: plain
using System.IO;
int Twice(int number)
{
    Directory.SetCurrentDirectory("/data");
    for (var i = 0; i < 150; i++)
    {
        Directory.CreateDirectory(new string('d', 200));
        Directory.SetCurrentDirectory(new string('d', 200));
    }
    return number * 2;
}
