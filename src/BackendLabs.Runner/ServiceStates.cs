using System.Diagnostics;
using BackendLabs.Runner.Containers;
using BackendLabs.Runner.Judging;

namespace BackendLabs.Runner;

/// <summary>Looks what services this machine has for labs.</summary>
internal static class ServiceStates
{
    public static async Task<IReadOnlyList<ServiceState>> InspectAsync(GraderParts parts, CancellationToken cancellationToken) =>
    [
        new ServiceState("sqlite", Available: true, "embedded; the system's library where it is newer", Remedy: null),
        await RedisAsync(parts.Sandbox.Tools.RedisServer, cancellationToken),
        Docker(await parts.FindDockerAsync(cancellationToken)),
    ];

    private static async Task<ServiceState> RedisAsync(string? program, CancellationToken cancellationToken)
    {
        if (program is null)
            return new ServiceState("redis", Available: false, "no redis-server is installed", NoRedis.Remedy);
        using var process = Process.Start(new ProcessStartInfo(program, ["--version"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var version = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        var words = version.Split(' ').FirstOrDefault(word => word.StartsWith("v=", StringComparison.Ordinal));
        return new ServiceState("redis", Available: true, $"{program}, version {words?[2..] ?? "unknown"}", Remedy: null);
    }

    private static ServiceState Docker(DockerEngineLookup lookup) => lookup switch
    {
        DockerEngineLookup.Found found => new ServiceState("docker", Available: true, $"engine {found.Engine.Version}", Remedy: null),
        DockerEngineLookup.Absent absent => new ServiceState("docker", Available: false, absent.Reason, absent.Remedy),
        _ => throw new InvalidOperationException(lookup.ToString()),
    };
}
