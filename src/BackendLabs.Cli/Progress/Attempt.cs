namespace BackendLabs.Cli.Progress;

/// <summary>One check of a student's own answer, kept.</summary>
/// <param name="SnippetDigest">SHA-256 in lower-case hex over the snippet's UTF-8.</param>
/// <param name="NotPassed">Ids of the checks that did not pass; empty where none ran.</param>
internal sealed record Attempt(
    string Lab, int Version, string Verdict, int Score, int Max, long Seed, string SnippetDigest, IReadOnlyList<string> NotPassed, DateTimeOffset At);

/// <summary>All attempts at one lab in one line.</summary>
/// <param name="FailedSincePass">Attempts that did not pass, since the last one that did.</param>
internal sealed record LabProgress(
    string Lab, int Attempts, int FailedSincePass, bool Passed, int BestScore, int Max, string LastVerdict, DateTimeOffset LastAt);
