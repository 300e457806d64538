namespace BackendLabs.Contract.Services.Docker;

/// <summary>Containers of the world, behind a gate to a Docker Engine.</summary>
public sealed class DockerHome : ServiceHome
{
    public const string Name = "docker";

    public override string Kind => Name;

    public override string Title => "Docker";

    public override string Noun => "Docker";

    public override string Badge => "needs Docker";

    public override string UsualName => "docker";

    public override IReadOnlyList<string> Parameters { get; } = ["Docker.DotNet.DockerClient", "Docker.DotNet.IDockerClient"];

    public override IReadOnlyList<string> Imports { get; } = ["Docker.DotNet", "Docker.DotNet.Models"];

    public override IReadOnlyList<string> Libraries { get; } = ["Docker.DotNet"];

    public override IReadOnlyList<string> KnownTypes { get; } = ["DockerClient", "IDockerClient", "CreateContainerParameters", "HostConfig"];

    public override bool IsInChecks => true;

    public override WarmUpUse WarmUp { get; } = new("DockerClient docker", """
        var containers = await docker.Containers.ListContainersAsync(new ContainersListParameters { All = true });
        rows.Add(new WarmProduct(containers.Count, "containers", 0));
        """);

    public override OperationWitness Witness => OperationWitness.GraderGate;

    public override string OperationNoun => "operation";

    public override int TimelineOrder => 4;

    public override IReadOnlySet<string> Looks { get; } = Operations("list", "inspect", "logs");

    /// <summary>Twelve digits of an id, or the name that the gate gives: <c>c</c> and eight digits.</summary>
    public override string? MadeUpNames => @"\b(?:[0-9a-f]{12}|(?<start>c)[0-9a-f]{8})\b";

    public override IReadOnlyList<MachineNeed> Needs { get; } =
    [
        new("a Docker engine", "dockerd", "docker.io", "the labs on containers", "install Docker: https://docs.docker.com/engine/install/")
        {
            IsOnlyToAnswer = true,
        },
    ];
}
