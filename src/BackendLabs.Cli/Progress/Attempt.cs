using System.Security.Cryptography;

namespace BackendLabs.Cli.Progress;

/// <summary>One check of a student's own answer, kept.</summary>
/// <param name="SnippetDigest">SHA-256 in lower-case hex over the snippet's UTF-8.</param>
/// <param name="NotPassed">Ids of the checks that did not pass; empty where none ran.</param>
internal sealed record Attempt(
    string Lab, int Version, string Verdict, int Score, int Max, long Seed, string SnippetDigest, IReadOnlyList<string> NotPassed, DateTimeOffset At)
{
    /// <summary>The same here and in the store that the browser reads: 32 hex digits, drawn at random.</summary>
    public string Mark { get; init; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>What the browser shows of it, as JSON, until the store has it; null for one that came from there, or that an earlier version kept.</summary>
    public string? Unshared { get; init; }

    /// <summary>Whether the store has it.</summary>
    public bool IsShared { get; init; }
}

/// <summary>All attempts at one lab in one line.</summary>
/// <param name="FailedSincePass">Attempts that were checked and did not pass, since the last one that did.</param>
/// <param name="Passes">How many of them passed.</param>
/// <param name="PassedVersion">The newest version of the lab that was passed; 0 where none was.</param>
/// <param name="BestScore">Of the newest version that was tried, as is <paramref name="Max"/>: points of two versions cannot be compared.</param>
internal sealed record LabProgress(
    string Lab, int Attempts, int FailedSincePass, int Passes, int PassedVersion, int BestScore, int Max, string LastVerdict, DateTimeOffset LastAt)
{
    public bool Passed => Passes > 0;
}

/// <param name="NotPassed">Ids of the checks that did not pass.</param>
internal sealed record LastCheck(bool Passed, IReadOnlyList<string> NotPassed);
