using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using BackendLabs.Store;

namespace BackendLabs.Web.Practice;

/// <summary>
/// What happens to an attempt, as a browser reads it. The numbers are the store's, so that any node goes on where another
/// left off; places in the queue have none, because they are of the moment.
/// </summary>
internal sealed class AttemptFeed(LabStore store, string attempt, Func<Attempt, Task<AttemptDetail>> describe)
{
    public async IAsyncEnumerable<SseItem<object>> FollowAsync(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var one in store.Events.FollowAsync(attempt, after, cancellationToken))
        {
            if (one.Kind == "queued")
            {
                await foreach (var place in store.Queue.PlacesAsync(attempt, cancellationToken))
                    yield return new SseItem<object>(new Place(place), "queued");
            }
            else
            {
                yield return new SseItem<object>(await BodyAsync(one, cancellationToken), one.Kind) { EventId = $"{one.Id}" };
            }
        }
    }

    private async Task<object> BodyAsync(RunEvent one, CancellationToken cancellationToken) => one.Kind == RunEvents.Ended && await store.Attempts.FindAsync(attempt, cancellationToken) is { } ended
        ? await describe(ended)
        : JsonSerializer.Deserialize<JsonElement>(one.Body);

    /// <param name="Number">From 1.</param>
    private sealed record Place([property: System.Text.Json.Serialization.JsonPropertyName("place")] long Number);
}
