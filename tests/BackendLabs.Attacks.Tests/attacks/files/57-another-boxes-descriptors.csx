// 57 Lists its descriptors.
// expected: failed
// arena: plain
// never: foreign 
using System.IO;
int Twice(int number)
{
    foreach (var descriptor in Directory.GetFiles("/proc/self/fd"))
    {
        try
        {
            var target = new FileInfo(descriptor).LinkTarget ?? "";
            if (target.StartsWith('/') && !target.StartsWith("/usr/") && !target.StartsWith("/dev/") && !target.StartsWith("/proc/") && !target.Contains("/host/") && !target.StartsWith("/memfd:") && !target.Contains("dotnet"))
                Console.WriteLine("foreign " + target);
        }
        catch (Exception) { }
    }
    return 0;
}
