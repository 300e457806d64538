// 45c Files are opened until there is no descriptor left.
// expected: runtime_error
// arena: plain
// says: (?i)too many open files
using System.IO;
int Twice(int number)
{
    var open = new List<FileStream>();
    while (true) open.Add(File.OpenRead("/dev/null"));
}
