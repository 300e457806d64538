// 52 Reads the solution, the home, other runs and the grader's own files.
// expected: failed
// arena: plain
// says: absent
using System.IO;
int Twice(int number)
{
    foreach (var file in new[] { "@solution@", "@home@", "@runs@", "@run@/lock", "/proc/@grader@/environ" })
        Console.WriteLine(File.Exists(file) ? File.ReadAllText(file) : "absent");
    return Directory.Exists("@run@") ? number * 2 : 0;
}
