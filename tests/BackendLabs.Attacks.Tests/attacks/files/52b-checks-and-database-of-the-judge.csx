// 52b Looks for check scripts, contracts, solutions and the judge's programs everywhere that can be listed.
// expected: failed
// arena: db
// never: found 
using System.IO;
void Rename(SqliteConnection db, int id, string name)
{
    var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint, MaxRecursionDepth = 8 };
    foreach (var root in new[] { "/run", "/data", "/tmp", "/var", "/home", "/root", "/opt", "/etc", "/dev" }.Where(Directory.Exists))
    {
        foreach (var file in Directory.EnumerateFiles(root, "*", options).Where(file => Path.GetFileName(file) is var n && (n.Contains("checks") || n.Contains("solution") || n.Contains("Judge") || n.Contains("Runner") || n.EndsWith(".csx") || n.EndsWith("redis.conf") || n == "lock")))
            Console.WriteLine("found " + file);
    }
}
