using System.Text.Json.Serialization;
using BackendLabs.Contract;

namespace BackendLabs.Labs;

/// <summary>All that one run showed.</summary>
/// <param name="Seed">Repeats the run exactly.</param>
/// <param name="Layers">The sandbox's layers, active and missing.</param>
/// <param name="Stages">How long each stage took, in order (start, compile, checks).</param>
/// <param name="Diagnostics">Warnings too, where the snippet compiled.</param>
/// <param name="Output">What the snippet printed, cut at the lab's limit; where it was cut, its last line begins with <see cref="CutMark"/>.</param>
/// <param name="Checks">In the lab's order; empty where nothing ran.</param>
public sealed record RunReport(
    string Lab,
    int Version,
    Verdict Verdict,
    int Max,
    long Seed,
    IReadOnlyList<LayerState> Layers,
    TimeSpan Elapsed,
    IReadOnlyList<StageTime> Stages,
    ResourceUsage Usage,
    IReadOnlyList<SnippetDiagnostic> Diagnostics,
    string Output,
    IReadOnlyList<CheckResult> Checks)
{
    public const string CutMark = "… Cut here:";

    /// <summary>Whether it was free code (<see cref="Lab.IsFree"/>): nothing was expected of it, and points say nothing.</summary>
    public bool IsFree { get; init; }

    /// <summary>In the lab's order; null where none failed, or none ran.</summary>
    [JsonIgnore]
    public CheckResult? FirstFailure => Checks.FirstOrDefault(check => check.Status is not (CheckStatus.Passed or CheckStatus.NotRun));

    public int Score => Checks.Sum(check => check.Points);
}

public sealed record StageTime(string Stage, TimeSpan Elapsed);

/// <summary>What the snippet's processes used; where it did not compile, what its compilation did.</summary>
/// <param name="Cpu">Of all of them together.</param>
/// <param name="PeakBytes">Memory of the largest one; 0 where none ran.</param>
/// <param name="OutputBytes">Printed in the check that printed most, in UTF-8.</param>
public sealed record ResourceUsage(TimeSpan Cpu, long PeakBytes, long OutputBytes)
{
    public static ResourceUsage None { get; } = new(TimeSpan.Zero, 0, 0);

    /// <summary>Of two parts of one run.</summary>
    public ResourceUsage And(ResourceUsage other) =>
        new(Cpu + other.Cpu, Math.Max(PeakBytes, other.PeakBytes), Math.Max(OutputBytes, other.OutputBytes));
}
