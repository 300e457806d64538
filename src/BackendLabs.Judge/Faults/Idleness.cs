using BackendLabs.Contract;

namespace BackendLabs.Judge.Faults;

/// <summary>
/// When the student's processes do nothing more of themselves: no thread of theirs runs, and nothing has come to a service or
/// from one meanwhile. They may wait: for a timer, for a service that does not answer, for the check.
/// </summary>
/// <param name="look">Asks the processes.</param>
internal sealed class Idleness(Func<Task<WorkUnderWay>> look, JudgeTimeline timeline, TimeProvider time)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(15);

    /// <summary>How long nothing happens, on a machine that has time.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(60);

    /// <summary>On one that has none, a request is as late as an answer to us: so many times the slowest of them nothing happens.</summary>
    private const int Slack = 8;

    /// <param name="ends">Where this ends first, nobody waits any more; null for none.</param>
    /// <returns>What they wait for; null where <paramref name="ends"/> has ended.</returns>
    public async Task<WorkUnderWay?> UntilAsync(Task? ends, CancellationToken cancellationToken)
    {
        var (seen, hadTimer) = (-1L, false);
        var since = time.GetTimestamp();
        var slowest = TimeSpan.Zero;
        while (ends is not { IsCompleted: true })
        {
            var asked = time.GetTimestamp();
            var work = await look();
            Slow(asked, TimeSpan.Zero);
            var happened = timeline.Happened;
            var hasTimer = work.NextTimer is not null;
            if (work.IsBusy || happened != seen || hasTimer != hadTimer)
                since = time.GetTimestamp();
            (seen, hadTimer) = (happened, hasTimer);
            if (time.GetElapsedTime(since) >= Quiet + (slowest * Slack))
                return work;
            var paused = time.GetTimestamp();
            await Task.Delay(Between, time, cancellationToken);
            Slow(paused, Between);
        }

        void Slow(long began, TimeSpan expected)
        {
            var late = time.GetElapsedTime(began) - expected;
            slowest = late > slowest ? late : slowest;
        }

        return null;
    }
}
