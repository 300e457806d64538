using BackendLabs.Contract;
using BackendLabs.DockerGate;
using BackendLabs.Labs;

namespace BackendLabs.Grader.Services.Docker;

/// <summary>The machine's Docker Engine, behind gates.</summary>
internal sealed class DockerHome : ServiceHome
{
    public override string Kind => Contract.Services.Docker.DockerHome.Name;

    public override async Task<ServiceState?> InspectAsync(GraderParts parts, CancellationToken cancellationToken) =>
        await parts.FindDockerAsync(cancellationToken) switch
        {
            DockerEngineLookup.Found found => new ServiceState(Kind, Available: true, $"engine {found.Engine.Version}", Remedy: null),
            DockerEngineLookup.Absent absent => new ServiceState(Kind, Available: false, absent.Reason, absent.Remedy),
            var other => throw new InvalidOperationException(other.ToString()),
        };

    public override async Task<ServiceSupply?> SupplyAsync(GraderParts parts, Lab lab) => await parts.FindDockerAsync(CancellationToken.None) switch
    {
        DockerEngineLookup.Found { Engine: var engine } => await OfAsync(engine, parts, lab),
        DockerEngineLookup.Absent absent => throw new InfrastructureException("This lab needs Docker. " + absent.Reason, absent.Remedy),
        var other => throw new InvalidOperationException(other.ToString()),
    };

    private static async Task<DockerSupply> OfAsync(DockerEngine engine, GraderParts parts, Lab lab)
    {
        await DockerReaper.RemoveLeftAsync(engine, parts.Sandbox.Folder.IsOwnerAlive, CancellationToken.None);
        await BaseImage.EnsureAsync(engine, CancellationToken.None);
        return new DockerSupply(engine, parts.Sandbox.Folder.Owner, lab.Id, [BaseImage.Name]);
    }
}
