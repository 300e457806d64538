namespace BackendLabs.Contract.Services.Http;

/// <summary>An HTTP service that the check script answers for.</summary>
public sealed class HttpHome : ServiceHome
{
    public const string Name = "http";

    public override string Kind => Name;

    public override string Title => "HTTP";

    public override string Noun => "HTTP service";

    public override string UsualName => "prices";

    public override IReadOnlyList<string> Parameters { get; } = ["System.Net.Http.HttpClient"];

    public override IReadOnlyList<string> Imports { get; } = ["System.Net", "System.Net.Http", "System.Net.Http.Json"];

    public override IReadOnlyList<string> Libraries => [];

    public override IReadOnlyList<string> KnownTypes { get; } = ["HttpClient"];

    public override bool IsInChecks => true;

    public override WarmUpUse? WarmUp => null;

    public override OperationWitness Witness => OperationWitness.JudgeGate;

    public override string OperationNoun => "request";

    public override int TimelineOrder => 3;

    public override IReadOnlySet<string> Looks { get; } = Operations();
}
