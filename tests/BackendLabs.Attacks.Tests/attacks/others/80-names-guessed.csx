// 80 Guesses names of runs, worlds, sockets and containers.
// expected: failed
// arena: db
// never: seen 
// never: reached 
using System.IO;
using System.Net.Sockets;
void Rename(SqliteConnection db, int id, string name)
{
    var run = "@run@";
    var parent = Path.GetDirectoryName(run)!;
    foreach (var folder in new[] { run, parent, "/run/backendlabs", "/tmp/backendlabs", "/var/lib/backendlabs/app", "/data/..", "/data/../..", "/run/lab/.." })
    {
        try
        {
            foreach (var entry in Directory.GetFileSystemEntries(folder).Where(entry => entry.Contains("j1") || entry.Contains("w1") || entry.EndsWith(".sock")))
                Console.WriteLine("seen " + entry);
        }
        catch (Exception) { }
    }
    for (var judge = 1; judge < 10; judge++)
    {
        for (var world = 1; world < 20; world++)
        {
            foreach (var file in new[] { "redis/redis.sock", "h1/redis.sock", "h1/host.sock", "db/lab.db", "docker.sock" })
            {
                var path = $"{run}/j{judge}/{world}/{file}";
                if (File.Exists(path))
                    Console.WriteLine("seen " + path);
                using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                try { socket.Connect(new UnixDomainSocketEndPoint(path)); Console.WriteLine("reached " + path); } catch (Exception) { }
            }
        }
    }
}
