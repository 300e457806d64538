// 34f Folders that not even their owner may list or leave.
// expected: passed | runtime_error
// arena: plain
using System.IO;
int Twice(int number)
{
    Directory.CreateDirectory("/data/closed/within");
    File.WriteAllText("/data/closed/within/file", "x");
    File.SetUnixFileMode("/data/closed/within", UnixFileMode.None);
    File.SetUnixFileMode("/data/closed", UnixFileMode.None);
    return number * 2;
}
