namespace BackendLabs.Grader.Validation;

/// <summary>The seeds that labs are proved with: always the same, so that a finding repeats.</summary>
internal static class ProofSeeds
{
    public static IReadOnlyList<long> Take(int count) => [.. Enumerable.Range(1, count).Select(n => n * 1_000_003L)];

    /// <summary>What a probe takes its answers or its copy from.</summary>
    public const long Other = 77_777_777;
}
