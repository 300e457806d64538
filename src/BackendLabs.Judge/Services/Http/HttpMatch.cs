using BackendLabs.Contract;
using BackendLabs.Judge.Timeline;

namespace BackendLabs.Judge.Services.Http;

/// <summary>Puts the client's requests beside those that the gate saw.</summary>
internal sealed class HttpMatch : OperationMatch
{
    public override bool IsMain(TimelineEvent seen, SelfReportedOperation operation) =>
        seen.Operation == operation.Seen.Operation
        && (operation.Key is null || seen.Detail.StartsWith(HttpDetail.Shown(operation.Key) + " ", StringComparison.Ordinal));
}
