using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using BackendLabs.Web.Sessions;

namespace BackendLabs.Web.Staff;

/// <summary>The board once, and then only what has changed: of three hundred students a few do something in a second.</summary>
internal sealed class BoardFeed(SessionWatch watch, BoardReader boards, string session)
{
    public async IAsyncEnumerable<SseItem<object>> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Dictionary<string, string>? known = null;
        var head = "";
        await foreach (var snapshot in watch.FollowAsync(session, cancellationToken))
        {
            var board = await boards.OfAsync(snapshot, cancellationToken);
            var rows = board.Rows.ToDictionary(row => row.Student, row => JsonSerializer.Serialize(row), StringComparer.Ordinal);
            var isNew = known is null || !known.Keys.Order(StringComparer.Ordinal).SequenceEqual(rows.Keys.Order(StringComparer.Ordinal), StringComparer.Ordinal);
            var top = JsonSerializer.Serialize(board with { Rows = [], Now = default });
            List<BoardRow> changed = isNew ? [] : [.. board.Rows.Where(row => known![row.Student] != rows[row.Student])];
            if (isNew)
                yield return new SseItem<object>(board, "board");
            else if (changed.Count > 0 || top != head)
                yield return new SseItem<object>(board with { Rows = changed }, "changes");
            (known, head) = (rows, top);
        }
    }
}

/// <summary>Makes boards from what is known of a session.</summary>
internal sealed class BoardReader(BackendLabs.Store.LabStore store, LabTroubles troubles)
{
    public async Task<SessionBoard> OfAsync(SessionSnapshot snapshot, CancellationToken cancellationToken) => SessionBoard.Of(
        snapshot, await troubles.OfAsync(snapshot, cancellationToken), await store.Queue.GradersAsync(cancellationToken));
}
