using BackendLabs.DockerGate;
using BackendLabs.Grader.Services.Redis;
using BackendLabs.Grader.Tests.Containers;
using BackendLabs.Sandbox;

namespace BackendLabs.Grader.Tests.Judging;

/// <summary>An image of this machine's own redis-server, for an Engine without a registry.</summary>
internal static class OfflineRedisImage
{
    public static readonly RedisImageName Name = new("backendlabs/redis:tests", "redis-server");

    /// <summary>An image that no Engine has, of a registry that nobody runs.</summary>
    public static readonly RedisImageName Nowhere = new("127.0.0.1:1/redis:none", "redis-server");

    public static async Task MakeAsync(DockerEngine engine)
    {
        var program = MachineTools.OnPath("redis-server");
        var files = new ImageFiles();
        if (program is null || !files.AddProgram(program, "bin/redis-server"))
        {
            const string how = "There is no redis-server to make an image of: sudo apt-get install redis-server";
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail(how);
            Assert.Ignore(how);
        }

        await ImageImport.RunAsync(
            engine.Client, new ByteArrayContent(files.ToArchive()), "backendlabs/redis", "tests", ["ENV PATH=/bin"], CancellationToken.None);
    }

    public static async Task RemoveAsync()
    {
        using var engine = await LiveGate.EngineAsync();
        await engine.Client.SendAsync(HttpMethod.Delete, "images/" + Name.Name, body: null, TimeSpan.FromSeconds(30), CancellationToken.None);
    }
}
