namespace BackendLabs.SnippetHost.Services.Docker;

/// <summary>The Docker Engine, behind the grader's gate.</summary>
internal sealed class DockerHome : ServiceHome
{
    public const string Name = Contract.Services.Docker.DockerHome.Name;

    public override string Kind => Name;

    public override ProcessService Open(ServiceContext context) => new DockerService(context);
}
