using BackendLabs.Compiler.Wording;

namespace BackendLabs.Compiler.Services.Docker;

internal sealed class DockerHome : ServiceHome
{
    public override IReadOnlyList<Rewrite> Rewrites => DockerRewrites.All;
}
