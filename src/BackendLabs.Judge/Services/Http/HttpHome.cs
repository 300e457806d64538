using BackendLabs.Contract;
using BackendLabs.Judge.Snippets;
using BackendLabs.Judge.Timeline;

namespace BackendLabs.Judge.Services.Http;

/// <summary>An HTTP service: the judge itself answers, as the check declares.</summary>
internal sealed class HttpHome : ServiceHome
{
    public const string Name = Contract.Services.Http.HttpHome.Name;

    public override string Kind => Name;

    public override OperationMatch Match { get; } = new HttpMatch();

    public override object? Prepare(GraderToJudge.Prepare definition, TimeProvider time)
    {
        // Beside the first worlds. What goes wrong there goes wrong again where somebody hears of it.
        _ = Task.Run(HttpGate.WarmUpAsync);
        return null;
    }

    public override ServiceSession Open(SessionContext context) => new HttpSession(context);

    public override string? Explain(SnippetFailure thrown, string given) => HttpThrows.Table.Find(thrown, given);
}
