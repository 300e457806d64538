using BackendLabs.Sandbox;

namespace BackendLabs.Grader.Services.Redis;

/// <summary>
/// A container a world, where no <c>redis-server</c> is installed. It is asked over its socket in the world's folder and
/// has no network, so the Engine has to run on this machine's own kernel.
/// </summary>
internal sealed class RedisContainers(ContainerBox box, RedisImageLookup.Found image) : RedisSupply
{
    private const string ShownHome = "/redis";

    public override async Task<IRedisServer> StartAsync(HeldFolder home, ProcessAccount? account, CancellationToken cancellationToken)
    {
        var password = Configure(home, ShownHome, account);
        var process = await box.StartAsync(
            new SandboxSpec(
                "redis",
                [image.Image.Program, ShownHome + "/redis.conf"],
                [new SandboxMount(home.Path, ShownHome, Writable: true)],
                ProcessLimits.Redis,
                account)
            {
                NeedsInit = false,
            },
            image.Id,
            cancellationToken);
        return new RunningRedis(process, Path.Combine(home.Path, SocketName), password);
    }
}
