using System.Collections.Frozen;
using System.Text;
using BackendLabs.Contract;
using BackendLabs.Judge.Timeline;

namespace BackendLabs.Judge.Services.Redis;

/// <summary>Puts the client library's operations beside the commands that the gate saw.</summary>
internal sealed class RedisMatch : OperationMatch
{
    /// <summary>What ends a transaction or runs a script: the client sends more with it.</summary>
    private static readonly FrozenSet<string> Several = FrozenSet.Create(StringComparer.Ordinal, "EXEC", "DISCARD", "UNWATCH", "EVAL", "EVALSHA");

    public override bool IsMain(TimelineEvent seen, SelfReportedOperation operation)
    {
        if (operation.Redis is { IsQueued: true })
            return seen.Queued && Names(seen, operation);
        if (operation.IsNamed)
            return operation.Redis!.Commands.Contains(seen.Operation) && Names(seen, operation);
        return operation.Seen.Operation == "EXEC" ? seen.Operation == "EXEC" : !seen.Queued && Names(seen, operation);
    }

    // A transaction sends its conditions; a lock's release is a transaction of the client's own.
    public override bool IsOneOfSeveral(TimelineEvent seen, SelfReportedOperation operation) =>
        (operation.Seen.Operation == "EXEC" || (operation.Redis is { } redis && redis.Commands.Any(Several.Contains))) && Names(seen, operation);

    // A walk sends its pages, a value with its expiry two commands.
    public override bool IsLeftOver(TimelineEvent seen, SelfReportedOperation operation) =>
        operation is { Key: not null, Redis.IsQueued: false } && TakesKey(seen) && ShowsKey(seen, operation.Key);

    private static bool Names(TimelineEvent seen, SelfReportedOperation operation) =>
        operation.Key is null || !TakesKey(seen) || ShowsKey(seen, operation.Key);

    private static bool TakesKey(TimelineEvent seen) =>
        RedisCommandTable.ShapeOf(seen.Operation, scripting: true) is { } shape && shape.AsSpan().IndexOfAny("kKDnN") >= 0;

    private static bool ShowsKey(TimelineEvent seen, string key)
    {
        var shown = RedisDetail.Arguments(new RedisCommand([[], Encoding.UTF8.GetBytes(key)]), "k");
        var at = seen.Detail.IndexOf(shown, StringComparison.Ordinal);
        return at >= 0 && (at == 0 || seen.Detail[at - 1] == ' ') && (at + shown.Length == seen.Detail.Length || seen.Detail[at + shown.Length] == ' ');
    }
}
