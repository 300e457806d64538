using BackendLabs.Contract;
using BackendLabs.DockerGate;
using BackendLabs.Grader.Judging;

namespace BackendLabs.Grader;

/// <summary>Looks what services this machine has for labs.</summary>
internal static class ServiceStates
{
    public static async Task<IReadOnlyList<ServiceState>> InspectAsync(GraderParts parts, CancellationToken cancellationToken) =>
    [
        new ServiceState("sqlite", Available: true, $"embedded, version {SqliteVersion.Text}", Remedy: null),
        await RedisAsync(parts, cancellationToken),
        Docker(await parts.FindDockerAsync(cancellationToken)),
    ];

    public static async Task<ServiceState> RedisAsync(GraderParts parts, CancellationToken cancellationToken) =>
        parts.Sandbox.Tools.RedisServer is { } program
            ? await RedisProgramAsync(program, cancellationToken)
            : await RedisContainerAsync(await parts.FindDockerAsync(cancellationToken), parts.RedisImages, cancellationToken);

    // Looked for and not pulled: whoever asks what there is does not want forty megabytes more of it.
    private static async Task<ServiceState> RedisContainerAsync(
        DockerEngineLookup docker, IReadOnlyList<RedisImageName> names, CancellationToken cancellationToken)
    {
        if (docker is not DockerEngineLookup.Found found)
            return new ServiceState("redis", Available: false, "no redis-server is installed, and no Docker Engine is there to run one", "Install it: " + NoRedis.Install);
        if (!(await EngineTraits.OfAsync(found.Engine, cancellationToken)).SharesKernel)
            return new ServiceState("redis", Available: false, "no redis-server is installed, and the Docker Engine runs on another machine than this program", "Install it: " + NoRedis.Install);
        return await RedisImage.FindAsync(found.Engine, names, cancellationToken) switch
        {
            RedisImageLookup.Found image => new ServiceState("redis", Available: true, $"containers of {image.Image.Name}, because no redis-server is installed", Remedy: null),
            RedisImageLookup.Absent absent => new ServiceState("redis", Available: false, "no redis-server is installed. " + absent.Reason, absent.Remedy),
            var other => throw new InvalidOperationException(other.ToString()),
        };
    }

    private static async Task<ServiceState> RedisProgramAsync(string path, CancellationToken cancellationToken)
    {
        var program = await RedisProgram.LookAtAsync(path, cancellationToken);
        return program.Problem is { } problem
            ? new ServiceState("redis", Available: false, problem, RedisProgram.Remedy)
            : new ServiceState("redis", Available: true, $"{path}, version {program.Version?.ToString() ?? "unknown"}", Remedy: null);
    }

    private static ServiceState Docker(DockerEngineLookup lookup) => lookup switch
    {
        DockerEngineLookup.Found found => new ServiceState("docker", Available: true, $"engine {found.Engine.Version}", Remedy: null),
        DockerEngineLookup.Absent absent => new ServiceState("docker", Available: false, absent.Reason, absent.Remedy),
        _ => throw new InvalidOperationException(lookup.ToString()),
    };
}
