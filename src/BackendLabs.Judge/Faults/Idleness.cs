using BackendLabs.Contract;

namespace BackendLabs.Judge.Faults;

/// <summary>
/// When the student's processes do nothing more of themselves: no thread of theirs runs, and nothing has come to a service or
/// from one meanwhile. They may wait: for a timer, for a service that does not answer, for the check.
/// </summary>
/// <param name="look">Asks the processes.</param>
internal sealed class Idleness(Func<Task<WorkUnderWay>> look, JudgeTimeline timeline, TimeProvider time)
{
    /// <summary>A process that has just been given something may look as if it had nothing, once.</summary>
    private const int LooksAlike = 3;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    /// <param name="ends">Where this ends first, nobody waits any more; null for none.</param>
    /// <returns>What they wait for; null where <paramref name="ends"/> has ended.</returns>
    public async Task<WorkUnderWay?> UntilAsync(Task? ends, CancellationToken cancellationToken)
    {
        var (seen, alike) = (-1L, 0);
        WorkUnderWay? before = null;
        while (ends is not { IsCompleted: true })
        {
            var work = await look();
            var happened = timeline.Happened;
            alike = !work.IsBusy && happened == seen && (work.NextTimer is null) == (before?.NextTimer is null) ? alike + 1 : 0;
            (seen, before) = (happened, work);
            if (alike >= LooksAlike)
                return work;
            await Task.Delay(Between, time, cancellationToken);
        }

        return null;
    }
}
