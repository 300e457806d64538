using System.Text.Json.Serialization;
using BackendLabs.Grader.Validation;
using BackendLabs.Labs;

namespace BackendLabs.Grader;

/// <param name="Seeds">How many seeds every solution and wrong solution is tried with.</param>
/// <param name="Mutants">Whether the reference's mutants are tried, which takes the longest.</param>
public sealed record ValidationOptions(int Seeds = 2, bool Mutants = true)
{
    /// <summary>The steps that run snippets, in their order.</summary>
    public static IReadOnlyList<string> Steps { get; } = ["solutions", "starter", "wrong", "order", "probes", "mutants"];

    /// <summary>Those of <see cref="Steps"/> that are tried; empty for all.</summary>
    public IReadOnlyCollection<string> Only { get; init; } = [];

    /// <summary>Whether solutions and wrong solutions are tried once more with every core busy.</summary>
    public bool UnderLoad { get; init; }

    /// <summary>Whether the lab is one of the project's own, which all state their rules.</summary>
    public bool IsShipped { get; init; }

    /// <summary>What reading the lab's files found, to stand with what else is found. Empty for a whole lab.</summary>
    public IReadOnlyList<LabProblem> Misread { get; init; } = [];

    /// <summary>Whether <see cref="Misread"/> is no more than a line that <c>changes</c> lacks, so that all can be proved.</summary>
    public bool IsUnnoted { get; init; }

    /// <summary>The first of the seeds; the others follow from it.</summary>
    public long FirstSeed { get; init; } = ProofSeeds.First;

    /// <summary>What keeps the machine busy until it is disposed.</summary>
    internal Func<IAsyncDisposable> Load { get; init; } = () => new BusyCores();

    internal bool Has(string step) => Only.Count == 0 || Only.Contains(step, StringComparer.Ordinal);
}

/// <summary>What <c>validate</c> found out about one lab.</summary>
public sealed record ValidationReport(string Lab, IReadOnlyList<ValidationStep> Steps, TimeSpan Elapsed)
{
    public bool Passed => Steps.All(step => step.Problems.Count == 0);

    /// <summary>Null where no mutants were tried.</summary>
    public MutationScore? Mutation { get; init; }

    /// <summary>What every solution and wrong solution was tried with; the first, given again, repeats them all. Empty where nothing ran.</summary>
    public IReadOnlyList<long> Seeds { get; init; } = [];

    /// <summary>The steps that were left out, with the reason.</summary>
    public IReadOnlyList<UnprovedStep> NotProved { get; init; } = [];
}

/// <summary>How many small wrongs in the reference the checks notice.</summary>
/// <param name="Mutants">All that compile.</param>
/// <param name="Killed">Noticed by a check.</param>
/// <param name="Waived">Noticed by none, with a reason in <c>lab.yaml</c>.</param>
/// <param name="Uncompiled">Derived, and refused by the compiler; they count for nothing.</param>
/// <param name="Cached">Of <paramref name="Mutants"/>, known from an earlier validation of the same content.</param>
/// <param name="Survivors">Noticed by none, and not waived.</param>
public sealed record MutationScore(int Mutants, int Killed, int Waived, int Uncompiled, int Cached, IReadOnlyList<Survivor> Survivors)
{
    /// <summary>From 0 to 1, of those that are not waived.</summary>
    [JsonPropertyOrder(-1)]
    public double Score => Mutants == Waived ? 1 : (double)Killed / (Mutants - Waived);
}

/// <param name="Id">As a waiver names it.</param>
/// <param name="Line">In the reference.</param>
/// <param name="Diff">Unified, from the reference.</param>
public sealed record Survivor(string Id, string Kind, int Line, string Description, string Diff);

/// <summary>One thing that is proved of a lab.</summary>
/// <param name="Name"><c>definition</c>, <c>links</c>, <c>texts</c>, <c>answers</c>, <c>checks</c>, <c>rules</c>, <c>solutions</c>, <c>starter</c>, <c>wrong solutions</c>, <c>order</c>, <c>seeds</c>, <c>probes</c>, <c>under load</c>, <c>mutants</c>.</param>
/// <param name="Detail">What was tried, e.g. <c>2 of 2 pass</c>.</param>
/// <param name="Problems">Empty where it is proved.</param>
public sealed record ValidationStep(string Name, string Detail, IReadOnlyList<LabProblem> Problems)
{
    /// <summary>What the lab's author should look at; the lab is not refused for it. Null without any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LabProblem>? Warnings { get; init; }
}

/// <param name="Step">One of <see cref="ValidationOptions.Steps"/>.</param>
/// <param name="Because">Why it was left out: <c>--only</c>, <c>--no-mutants</c>, or what came before.</param>
public sealed record UnprovedStep(string Step, string Because);

/// <param name="Done">Of <paramref name="Count"/> runs of this lab.</param>
public sealed record ValidationProgress(string Lab, string Step, int Done, int Count);
