using System.Security.Cryptography;
using BackendLabs.Runner.Sandboxing;

namespace BackendLabs.Runner.Judging;

/// <summary>A private Redis of one world.</summary>
internal interface IRedisServer : IAsyncDisposable
{
    string SocketPath { get; }

    string Password { get; }
}

/// <summary>Where worlds get their Redis from.</summary>
internal abstract class RedisSupply
{
    /// <param name="home">A folder of the server's own, in which its socket will be.</param>
    /// <exception cref="InfrastructureException">None can be started; the remedy says how to get one.</exception>
    public abstract Task<IRedisServer> StartAsync(string home, ProcessAccount? account, CancellationToken cancellationToken);

    /// <summary>Writes the server's settings: a unix socket, nothing kept on disk, bounded values and memory.</summary>
    /// <param name="shownHome">The home as the server sees it.</param>
    /// <returns>The password.</returns>
    protected static string Configure(string home, string shownHome, ProcessAccount? account)
    {
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var file = Path.Combine(home, "redis.conf");
        File.WriteAllText(file, $"""
            port 0
            unixsocket {shownHome}/redis.sock
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
        return password;
    }
}

/// <summary>None is to be had on this machine.</summary>
internal sealed class NoRedis(string reason, string remedy) : RedisSupply
{
    public const string Install = "apt-get install redis-server (Debian, Ubuntu), dnf install redis (Fedora), brew install redis (macOS).";

    public override Task<IRedisServer> StartAsync(string home, ProcessAccount? account, CancellationToken cancellationToken) =>
        throw new InfrastructureException("This lab needs Redis, and no redis-server is installed. " + reason, remedy);
}

/// <summary>The machine's own <c>redis-server</c>, one boxed process a world.</summary>
internal sealed class RedisProcesses(Sandbox sandbox) : RedisSupply
{
    private const string ShownHome = "/redis";

    public override async Task<IRedisServer> StartAsync(string home, ProcessAccount? account, CancellationToken cancellationToken)
    {
        var shown = sandbox.IsBoxed ? ShownHome : home;
        var password = Configure(home, shown, account);
        var process = await sandbox.StartAsync(new SandboxSpec(
            "redis",
            [sandbox.Tools.RedisServer!, shown + "/redis.conf"],
            [new SandboxMount(home, shown, Writable: true)],
            ProcessLimits.Redis,
            account));
        return new RunningRedis(process, Path.Combine(home, "redis.sock"), password);
    }
}

internal sealed record RunningRedis(ISandboxedProcess Process, string SocketPath, string Password) : IRedisServer
{
    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
