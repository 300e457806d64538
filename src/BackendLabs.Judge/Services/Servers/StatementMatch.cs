using BackendLabs.Contract;
using BackendLabs.Judge.Timeline;

namespace BackendLabs.Judge.Services.Servers;

/// <summary>Puts the client library's commands beside the statements of a server's log.</summary>
/// <param name="seesOutcomes">Whether the log is written when a statement has ended, and not when it begins.</param>
internal sealed class StatementMatch(bool seesOutcomes) : OperationMatch
{
    public override bool SeesOutcomes => seesOutcomes;

    // The log's times are of the server, to the millisecond.
    public override long Slack => 3_000;

    public override bool IsMain(TimelineEvent seen, SelfReportedOperation operation) =>
        seen.Operation == operation.Seen.Operation && (operation.Key is null || Begins(seen.Detail, SqlWords.Shown(operation.Key)));

    // The server's log has values or numbered places where the code has names.
    private static bool Begins(string seen, string told)
    {
        var place = told.AsSpan().IndexOfAny('@', ':', '$');
        var same = place < 0 ? told.Length : place;
        return seen.AsSpan().StartsWith(told.AsSpan(0, Math.Min(same, seen.Length)), StringComparison.Ordinal) && (place >= 0 || seen.Length == told.Length || seen[told.Length] == ' ' || told.EndsWith('…'));
    }
}
