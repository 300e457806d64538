namespace BackendLabs.Grader.Validation;

/// <summary>The seeds that labs are proved with: all follow from the first, so that a finding repeats.</summary>
internal static class ProofSeeds
{
    /// <summary>Where nobody asks for another.</summary>
    public const long First = 1_000_003L;

    /// <summary>What a probe takes its answers or its copy from.</summary>
    public const long Other = 77_777_777;

    /// <summary>That mutants are tried with, always: what is known of one mutant stays good for the next validation.</summary>
    public const long OfMutants = First;

    public static IReadOnlyList<long> Take(int count, long first) => [.. Enumerable.Range(0, count).Select(n => first + n * First)];
}
