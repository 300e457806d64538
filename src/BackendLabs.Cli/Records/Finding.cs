using BackendLabs.Labs.Evidence;

namespace BackendLabs.Cli.Records;

/// <summary>What looking at a record came to.</summary>
internal abstract record Finding
{
    private Finding() { }

    /// <summary>The name used in JSON.</summary>
    public string Name => this switch
    {
        Same => "same",
        Different => "different",
        Forged => "forged",
        Genuine => "genuine",
        NotReplayed => "not_replayed",
        Broken => "infrastructure_error",
        _ => throw new InvalidOperationException($"{GetType().Name} has no name."),
    };

    public int ExitCode => this switch
    {
        Same or Genuine => Cli.ExitCode.Done,
        Different or Forged => Cli.ExitCode.NotPassed,
        NotReplayed => Cli.ExitCode.Usage,
        _ => Cli.ExitCode.Infrastructure,
    };

    /// <summary>What is wrong, a sentence each; empty where nothing is.</summary>
    public IReadOnlyList<string> Problems => this switch
    {
        Different different => different.Differences,
        Forged forged => forged.FaultLedger,
        NotReplayed left => [left.Reason],
        Broken broken => [broken.Reason],
        _ => [],
    };

    /// <summary>What to do about it; null where there is nothing.</summary>
    public string? Remedy => this switch
    {
        NotReplayed left => left.Way,
        Broken broken => broken.Way,
        _ => null,
    };

    /// <summary>Repeated, with the same verdict.</summary>
    public sealed record Same : Finding;

    /// <summary>Repeated, with another verdict.</summary>
    public sealed record Different(IReadOnlyList<string> Differences) : Finding;

    /// <summary>The record, or the chain that it is in, is not as it was signed.</summary>
    public sealed record Forged(IReadOnlyList<string> FaultLedger) : Finding;

    /// <summary>As it was signed; not repeated, as was asked for.</summary>
    public sealed record Genuine : Finding;

    /// <summary>As it was signed, but what a repetition needs is not there.</summary>
    public sealed record NotReplayed(string Reason, string Way) : Finding;

    /// <summary>The repetition broke, and not by the snippet.</summary>
    public sealed record Broken(string Reason, string Way) : Finding;
}

/// <param name="Chain">Null where there is none to look at.</param>
/// <param name="Notes">What else is worth knowing, a sentence each.</param>
internal sealed record Verification(string File, EvidenceRecord Record, ChainState? Chain, Finding Finding, IReadOnlyList<string> Notes);
