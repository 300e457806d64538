using System.Security.Cryptography;
using BackendLabs.Contract;
using BackendLabs.Sandbox;

namespace BackendLabs.Grader.Services.Redis;

/// <summary>A private Redis of one world.</summary>
internal interface IRedisServer : IAsyncDisposable
{
    /// <summary>Where it listens; its folder may be moved once it does.</summary>
    string SocketPath { get; }

    string Password { get; }

    Task Ended { get; }
}

/// <summary>Where worlds get their Redis from.</summary>
internal abstract class RedisSupply : ServiceSupply
{
    public const string SocketName = "redis.sock";

    public override WorldService Open(WorldContext context) => new RedisWorld(this, context);

    /// <param name="home">A folder that nobody else can reach yet, and that will be the server's own; its socket will be in it.</param>
    /// <exception cref="InfrastructureException">None can be started; the remedy says how to get one.</exception>
    public abstract Task<IRedisServer> StartAsync(HeldFolder home, ProcessAccount? account, CancellationToken cancellationToken);

    /// <summary>Writes the server's settings: a unix socket, nothing kept on disk, bounded values and memory.</summary>
    /// <param name="shownHome">The home as the server sees it.</param>
    /// <returns>The password.</returns>
    protected static string Configure(HeldFolder home, string shownHome, ProcessAccount? account)
    {
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var file = home.Inside("redis.conf");
        File.WriteAllText(file, $"""
            port 0
            unixsocket {shownHome}/{SocketName}
            unixsocketperm 770
            requirepass {password}
            save ""
            appendonly no
            databases 16
            maxmemory 32mb
            maxmemory-policy noeviction
            proto-max-bulk-len 1mb
            maxclients 200
            client-output-buffer-limit normal 32mb 0 0
            daemonize no
            loglevel warning

            """);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        if (account is not null)
            Native.ChangeOwner(file, account.User, account.Group);
        // Last, so that nobody is there while its files are made.
        Judging.WorldFolders.Give(home, account);
        return password;
    }
}

/// <summary>None is to be had on this machine, or only one that does not serve.</summary>
internal sealed class NoRedis(string reason, string remedy) : RedisSupply
{
    public const string Install = "apt-get install redis-server (Debian, Ubuntu), dnf install redis (Fedora), brew install redis (macOS).";

    public const string NotInstalled = "No redis-server is installed. ";

    public override Task<IRedisServer> StartAsync(HeldFolder home, ProcessAccount? account, CancellationToken cancellationToken) =>
        throw new InfrastructureException("This lab needs Redis. " + reason, remedy);
}

/// <summary>The machine's own <c>redis-server</c>, one boxed process a world.</summary>
internal sealed class RedisProcesses(ProcessSandbox sandbox) : RedisSupply
{
    private const string ShownHome = "/redis";

    public override async Task<IRedisServer> StartAsync(HeldFolder home, ProcessAccount? account, CancellationToken cancellationToken)
    {
        var shown = sandbox.IsBoxed ? ShownHome : home.Path;
        var password = Configure(home, shown, account);
        var process = await sandbox.StartAsync(new SandboxSpec(
            "redis",
            [sandbox.Tools.RedisServer!, shown + "/redis.conf"],
            [new SandboxMount(home.Path, shown, Writable: true)],
            ProcessLimits.Redis,
            account));
        return new RunningRedis(process, Path.Combine(home.Path, SocketName), password);
    }
}

internal sealed record RunningRedis(ISandboxedProcess Process, string SocketPath, string Password) : IRedisServer
{
    public Task Ended => Process.Ended;

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
