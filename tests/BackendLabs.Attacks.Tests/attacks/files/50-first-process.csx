// 50 Reads the environment, the command and the memory of every process in sight, the first one's too.
// expected: failed
// arena: plain
// never: @variable@
// never: BACKENDLABS_
// never: (?i)password
using System.IO;
int Twice(int number)
{
    foreach (var process in Directory.GetDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])))
    {
        try { Console.WriteLine(process + " " + File.ReadAllText(process + "/environ").Replace('\0', ' ')); } catch (Exception) { Console.WriteLine("closed"); }
    }
    return File.ReadAllText("/proc/1/environ").Contains("@variable@") ? number * 2 : 0;
}
