using BackendLabs.Contract;
using BackendLabs.DockerGate;
using BackendLabs.Labs;
using BackendLabs.Sandbox;

namespace BackendLabs.Grader.Services.Redis;

/// <summary>A private Redis for each world: the machine's own server, or a container where none is installed.</summary>
internal sealed class RedisHome : ServiceHome
{
    public override string Kind => Contract.Services.Redis.RedisHome.Name;

    public override bool IsProbedForMemory => true;

    public override async Task<ServiceState?> InspectAsync(GraderParts parts, CancellationToken cancellationToken) =>
        parts.Sandbox.Tools.RedisServer is { } program
            ? await ProgramAsync(program, cancellationToken)
            : await ContainerAsync(await parts.FindDockerAsync(cancellationToken), parts.RedisImages, cancellationToken);

    public override async Task FetchAsync(GraderParts parts, Action<string> say, CancellationToken cancellationToken)
    {
        if (parts.Sandbox.Tools.RedisServer is null && await parts.FindDockerAsync(cancellationToken) is DockerEngineLookup.Found found)
            await RedisImage.FetchAsync(found.Engine, parts.RedisImages, say, cancellationToken);
    }

    public override async Task<ServiceSupply?> SupplyAsync(GraderParts parts, Lab lab)
    {
        if (parts.Sandbox.Tools.RedisServer is { } path)
        {
            return (await RedisProgram.LookAtAsync(path, CancellationToken.None)).Problem is { } problem
                ? new NoRedis(problem, RedisProgram.Remedy)
                : new RedisProcesses(parts.Sandbox);
        }

        return await parts.FindDockerAsync(CancellationToken.None) switch
        {
            DockerEngineLookup.Found { Engine: var engine } => await ContainersAsync(engine, parts),
            DockerEngineLookup.Absent absent => new NoRedis(NoRedis.NotInstalled + "A container would serve, but: " + absent.Reason, "Install it: " + NoRedis.Install),
            var other => throw new InvalidOperationException(other.ToString()),
        };
    }

    private static async Task<RedisSupply> ContainersAsync(DockerEngine engine, GraderParts parts) =>
        await RedisImage.FetchAsync(engine, parts.RedisImages, _ => { }, CancellationToken.None) switch
        {
            RedisImageLookup.Found image => new RedisContainers(await BoxOfAsync(engine, parts.Sandbox.Folder), image),
            RedisImageLookup.Absent absent => new NoRedis(NoRedis.NotInstalled + absent.Reason, absent.Remedy),
            var other => throw new InvalidOperationException(other.ToString()),
        };

    private static async Task<ContainerBox> BoxOfAsync(DockerEngine engine, RunFolder folder)
    {
        await DockerReaper.RemoveLeftAsync(engine, folder.IsOwnerAlive, CancellationToken.None);
        return new ContainerBox(engine, await EngineTraits.OfAsync(engine, CancellationToken.None), folder.Owner);
    }

    private async Task<ServiceState> ProgramAsync(string path, CancellationToken cancellationToken)
    {
        var program = await RedisProgram.LookAtAsync(path, cancellationToken);
        return program.Problem is { } problem
            ? new ServiceState(Kind, Available: false, problem, RedisProgram.Remedy)
            : new ServiceState(Kind, Available: true, $"{path}, version {program.Version?.ToString() ?? "unknown"}", Remedy: null);
    }

    // Looked for and not pulled: whoever asks what there is does not want forty megabytes more of it.
    private async Task<ServiceState> ContainerAsync(DockerEngineLookup docker, IReadOnlyList<RedisImageName> names, CancellationToken cancellationToken)
    {
        if (docker is not DockerEngineLookup.Found found)
            return new ServiceState(Kind, Available: false, "no redis-server is installed, and no Docker Engine is there to run one", "Install it: " + NoRedis.Install);
        if (!(await EngineTraits.OfAsync(found.Engine, cancellationToken)).SharesKernel)
            return new ServiceState(Kind, Available: false, "no redis-server is installed, and the Docker Engine runs on another machine than this program", "Install it: " + NoRedis.Install);
        return await RedisImage.FindAsync(found.Engine, names, cancellationToken) switch
        {
            RedisImageLookup.Found image => new ServiceState(Kind, Available: true, $"containers of {image.Image.Name}, because no redis-server is installed", Remedy: null),
            RedisImageLookup.Absent absent => new ServiceState(Kind, Available: false, "no redis-server is installed. " + absent.Reason, absent.Remedy),
            var other => throw new InvalidOperationException(other.ToString()),
        };
    }
}
