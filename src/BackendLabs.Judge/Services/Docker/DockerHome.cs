using BackendLabs.Judge.Snippets;

namespace BackendLabs.Judge.Services.Docker;

/// <summary>Docker: gates of the grader's lead to the Engine, one for the snippet's processes and one for the judge.</summary>
internal sealed class DockerHome : ServiceHome
{
    public const string Name = Contract.Services.Docker.DockerHome.Name;

    public override string Kind => Name;

    public override ServiceSession Open(SessionContext context) => new DockerSession(context);

    public override string? Explain(SnippetFailure thrown, string given) => DockerThrows.Table.Find(thrown, given);
}
