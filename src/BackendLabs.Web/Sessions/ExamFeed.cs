using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using BackendLabs.Store;

namespace BackendLabs.Web.Sessions;

/// <summary>What happens to an attempt of a session, as its student may know it: how far it is, and at its end what is told.</summary>
internal sealed class ExamFeed(LabStore store, ExamStudent student, string attempt)
{
    // Which check fails is a thing to be told, or not, at the end.
    private static readonly string[] Shown = ["stage", "number", "count"];

    public async IAsyncEnumerable<SseItem<object>> FollowAsync(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var one in store.Events.FollowAsync(attempt, after, cancellationToken))
        {
            if (one.Kind == "queued")
            {
                await foreach (var place in store.Queue.PlacesAsync(attempt, cancellationToken))
                    yield return new SseItem<object>(new JsonObject { ["place"] = place }, "queued");
            }
            else
            {
                yield return new SseItem<object>(await BodyAsync(one, cancellationToken), one.Kind) { EventId = $"{one.Id}" };
            }
        }
    }

    private async Task<object> BodyAsync(RunEvent one, CancellationToken cancellationToken)
    {
        if (one.Kind == RunEvents.Ended && await ExamAttempt.FindAsync(store, student, attempt, cancellationToken) is { } ended)
            return ended;
        JsonObject told = [];
        if (JsonNode.Parse(one.Body) is JsonObject body)
        {
            foreach (var name in Shown)
            {
                if (body[name] is { } value)
                    told[name] = value.DeepClone();
            }
        }

        return told;
    }
}
