using System.ComponentModel;
using System.Diagnostics;
using BackendLabs.Judge.Services.Redis;

namespace BackendLabs.Judge.Tests.Redis;

/// <summary>A private redis-server on a unix socket with a password, as a world has one.</summary>
internal sealed class LiveRedis : IAsyncDisposable
{
    private const string Password = "only-the-gate-knows";

    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private LiveRedis(Process process, DirectoryInfo folder)
    {
        _process = process;
        _folder = folder;
        Upstream = new RedisUpstream(Path.Combine(folder.FullName, "redis.sock"), "", Password);
    }

    public RedisUpstream Upstream { get; }

    public bool IsAlive => !_process.HasExited;

    public string NewSocketPath() => Path.Combine(_folder.FullName, Path.GetRandomFileName());

    public Task<RedisLink> LinkAsync() =>
        RedisLink.ConnectAsync(Upstream, TimeSpan.FromSeconds(20), TimeProvider.System, CancellationToken.None);

    public static async Task<LiveRedis> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("bl-redis-");
        var start = new ProcessStartInfo("redis-server") { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = folder.FullName };
        string[] arguments =
        [
            "--port", "0", "--unixsocket", Path.Combine(folder.FullName, "redis.sock"), "--requirepass", Password,
            "--save", "", "--appendonly", "no", "--maxmemory", "64mb", "--proto-max-bulk-len", "1mb", "--databases", "1",
            "--client-output-buffer-limit", "normal 32mb 0 0",
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        try
        {
            var process = Process.Start(start)!;
            process.OutputDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            var server = new LiveRedis(process, folder);
            await using var ready = await server.LinkAsync();
            return server;
        }
        catch (Win32Exception)
        {
            folder.Delete(recursive: true);
            const string Remedy = "No redis-server here. On Debian and Ubuntu: sudo apt-get install redis-server";
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail(Remedy);
            Assert.Ignore(Remedy);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }
}
