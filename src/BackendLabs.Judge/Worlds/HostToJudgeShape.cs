using BackendLabs.Contract;

namespace BackendLabs.Judge.Worlds;

/// <summary>
/// Whether a reply has all its parts, none of them larger than our own host sends: the student's process may send any
/// JSON that has the names of a reply.
/// </summary>
internal static class HostToJudgeShape
{
    private const int LongestText = 4_100;
    private const int LongestName = 20_000;
    private const int MostFrames = 20;
    private const int DeepestError = 5;

    /// <returns>Null where it is whole.</returns>
    public static string? Flaw(HostToJudge reply) => reply switch
    {
        HostToJudge.Returned { Json: null } => "a result without its value",
        HostToJudge.Printed { Text: null } => "output without its text",
        HostToJudge.Raised { Error: var error } when !IsWhole(error, 1) => "an exception that is none",
        HostToJudge.Observed { Event: var seen } when !IsWhole(seen) => "an operation that is none",
        HostToJudge.Observed { Statement: { } statement } when statement is not { Sql.Length: <= StatementFacts.LongestSql, Expanded: null or { Length: <= StatementFacts.LongestSql } } => "a statement that is none",
        HostToJudge.Refused { Refusal: var refusal } when refusal is not { Operation: not null, Reason: not null } => "a refusal that is none",
        _ => null,
    };

    private static bool IsWhole(TimelineEvent? seen) => seen is { Service: not null, Operation: not null, Detail: not null };

    private static bool AreNames(IReadOnlyList<string>? names) =>
        names is null || (names.Count <= ErrorFacts.MostNames && names.All(name => name is { Length: <= ErrorFacts.LongestName }));

    private static bool IsWhole(SnippetError? error, int depth) =>
        error is { Type: { Length: <= LongestName }, Message: { Length: <= LongestText }, Frames: { Count: <= MostFrames } frames }
        && depth <= DeepestError
        && frames.All(frame => frame is not null)
        && error.Facts is null or { Names: not null, Unused: not null, Code: null or { Length: <= ErrorFacts.LongestName } }
        && AreNames(error.Facts?.Names) && AreNames(error.Facts?.Unused)
        && (error.Inner is null || IsWhole(error.Inner, depth + 1));
}
