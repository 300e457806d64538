using System.Runtime.CompilerServices;

namespace BackendLabs.Store;

/// <summary>What happens to an attempt, in order: rows with numbers, so that any node can go on where another left off.</summary>
public sealed class RunEvents
{
    /// <summary>The last event of an attempt.</summary>
    public const string Ended = "ended";

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    private readonly LabStore _store;

    internal RunEvents(LabStore store) => _store = store;

    /// <returns>Whether it was written: false where the run is no longer this grader's.</returns>
    public async Task<bool> AppendAsync(ClaimedRun run, string kind, string body, CancellationToken cancellationToken) => await _store.WriteAsync(
        "insert into event (attempt, kind, body, at) select @attempt, @kind, @body, @now from run where attempt = @attempt and fence = @fence",
        new { attempt = run.Attempt.Id, kind, body, now = _store.Now, fence = run.Fence }, cancellationToken) == 1;

    /// <param name="after">The number of the last event that is known; 0 for all.</param>
    public Task<IReadOnlyList<RunEvent>> AfterAsync(string attempt, long after, CancellationToken cancellationToken) => _store.ListAsync<RunEvent>(
        "select id, kind, body from event where attempt = @attempt and id > @after order by id", new { attempt, after }, cancellationToken);

    /// <summary>
    /// Clears what led to the end of attempts, once that is long ago, so that events do not grow for ever. That an attempt
    /// has ended stays on record.
    /// </summary>
    /// <param name="atMost">So that nobody else waits long: call again while it clears so many.</param>
    /// <returns>How many were cleared.</returns>
    public Task<int> ClearAsync(TimeSpan olderThan, int atMost, CancellationToken cancellationToken) => _store.WriteAsync(
        async transaction =>
        {
            var values = new { before = _store.Now - (long)olderThan.TotalMilliseconds, atMost, ofOrigins = RunQueue.OriginMark + "%" };
            // An origin that comes again begins as a new one; of persons there are only so many.
            await transaction.ExecuteAsync("delete from turn where person like @ofOrigins and served < @before", values);
            return await transaction.ExecuteAsync(
                """
                delete from event where id in (
                    select e.id from event e join attempt a on a.id = e.attempt
                    where e.kind <> 'ended' and e.at < @before and a.ended is not null order by e.at limit @atMost)
                """,
                values);
        },
        cancellationToken);

    /// <summary>The events as they come, up to and with <see cref="Ended"/>.</summary>
    public async IAsyncEnumerable<RunEvent> FollowAsync(string attempt, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var changed = _store.Changed();
            foreach (var one in await AfterAsync(attempt, after, cancellationToken))
            {
                yield return one;
                if (one.Kind == Ended)
                    yield break;
                after = one.Id;
            }

            await changed(LookAgain, cancellationToken);
        }
    }
}

/// <param name="Id">Rises over all attempts.</param>
/// <param name="Kind"><c>queued</c>, <c>started</c>, <c>progress</c> or <c>ended</c>.</param>
/// <param name="Body">JSON.</param>
public sealed record RunEvent(long Id, string Kind, string Body);
