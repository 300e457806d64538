// 50b Opens the memory, the root and the folder of the box's first process.
// expected: failed
// arena: plain
// never: (?m)^open /proc/1/(root|cwd)/
// never: (?m)^open /proc/self
using System.IO;
int Twice(int number)
{
    foreach (var way in new[] { "/proc/1/mem", "/proc/1/root@home@", "/proc/1/cwd@home@", "/proc/self/root@home@", "/proc/1/root@run@/lock", "/proc/self/task/1/root@solution@", "/proc/1/map_files" })
    {
        try { using var file = File.OpenRead(way); Console.WriteLine("open " + way); } catch (Exception) { }
    }
    return 0;
}
