using BackendLabs.DockerGate;

namespace BackendLabs.Grader.Judging;

/// <summary>The engine that a lab's containers run on, and what they may be made of.</summary>
internal sealed record DockerSupply(DockerEngine Engine, string Owner, string Lab, IReadOnlyList<string> Images)
{
    public EngineGatePolicy Policy(string run, DockerRole role) => new(run, Owner, Lab, role, Images, new DockerLimits());
}
