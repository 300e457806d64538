namespace BackendLabs.Sessions.Grading;

/// <summary>One attempt of a student at a lab, as it was judged.</summary>
/// <param name="Verdict">As JSON and records name it: <c>passed</c>, <c>failed</c>, <c>compile_error</c>, …</param>
/// <param name="Score">Of its checks, of <paramref name="Max"/>.</param>
/// <param name="Accepted">When it was handed in, however long it then waited.</param>
/// <param name="Late">Accepted in the late period.</param>
public sealed record JudgedAttempt(string Id, string Verdict, int Score, int Max, DateTimeOffset Accepted, bool Late, IReadOnlyList<CheckGrade> Checks);
