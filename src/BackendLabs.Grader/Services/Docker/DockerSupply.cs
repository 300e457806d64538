using BackendLabs.DockerGate;

namespace BackendLabs.Grader.Services.Docker;

/// <summary>The engine that a lab's containers run on, and what they may be made of.</summary>
internal sealed class DockerSupply(DockerEngine engine, string owner, string lab, IReadOnlyList<string> images) : ServiceSupply
{
    public DockerEngine Engine => engine;

    public EngineGatePolicy Policy(string run, DockerRole role) => new(run, owner, lab, role, images, new DockerLimits());

    public override WorldService Open(WorldContext context) => new DockerWorld(this, context);
}
