using BackendLabs.Store;
using BackendLabs.Testing;

namespace BackendLabs.Faults.Tests.Faults;

/// <summary>Graders that die or stand still, at each stage of a run.</summary>
[TestFixture("sqlite")]
[TestFixture("postgres")]
internal sealed class GradersKilled(string kind) : FaultFixture(kind)
{
    [TestCase("started", "compiling")]
    [TestCase("running", "checking")]
    public async Task Killed_at_a_stage_and_its_successor_at_the_next_a_grader_is_replaced_and_there_is_one_verdict(string first, string second)
    {
        using var ada = await ArriveAsync();
        var attempt = await ada.SubmitAsync(SmallLab.Id, Slow);
        await KillAtAsync(attempt, first, times: 1);
        await KillAtAsync(attempt, second, times: await HappenedAsync(attempt, second) + 1);

        StartGrader();

        Assert.That(await OnlyVerdictAsync(attempt), Is.EqualTo("passed"));
        Assert.That(await StartsAsync(attempt), Is.EqualTo(3));
    }

    [Test]
    public async Task Killed_as_soon_as_its_verdict_is_written_a_grader_leaves_nothing_to_do_again()
    {
        using var ada = await ArriveAsync();
        var attempt = await ada.SubmitAsync(SmallLab.Id, Slow);
        await KillAtAsync(attempt, RunEvents.Ended, times: 1);
        var written = await Store.Attempts.FindAsync(attempt, CancellationToken.None);

        StartGrader();
        var next = await ada.SubmitAsync(SmallLab.Id, Slow);

        Assert.That(await OnlyVerdictAsync(next), Is.EqualTo("passed"));
        Assert.That(await OnlyVerdictAsync(attempt), Is.EqualTo("passed"));
        Assert.That(await Store.Attempts.FindAsync(attempt, CancellationToken.None), Is.EqualTo(written));
        Assert.That(await StartsAsync(attempt), Is.EqualTo(1));
    }

    [Test]
    public async Task A_stuck_grader_that_wakes_late_writes_nothing_and_goes_on_with_the_next()
    {
        using var ada = await ArriveAsync();
        var stuck = StartGrader();
        var attempt = await ada.SubmitAsync(SmallLab.Id, Slow);
        await UntilAsync(attempt, "checking");
        await Machine.SignalAsync(stuck.Id, "STOP");
        try
        {
            await Rows.LapseAsync(attempt);
            var other = StartGrader();
            Assert.That(await OnlyVerdictAsync(attempt), Is.EqualTo("passed"));
            await other.InterruptAsync();
        }
        finally
        {
            await Machine.SignalAsync(stuck.Id, "CONT");
        }

        var written = await Store.Attempts.FindAsync(attempt, CancellationToken.None);
        // It has one slot: when it takes up the next, it has done with the one that it had lost.
        var next = await ada.SubmitAsync(SmallLab.Id, Slow);
        Assert.That(await OnlyVerdictAsync(next), Is.EqualTo("passed"));
        Assert.That(await OnlyVerdictAsync(attempt), Is.EqualTo("passed"));
        Assert.That(await Store.Attempts.FindAsync(attempt, CancellationToken.None), Is.EqualTo(written));
    }

    private async Task KillAtAsync(string attempt, string stage, int times)
    {
        var grader = StartGrader();
        await UntilAsync(attempt, stage, times);
        await grader.KillAsync();
        await Rows.LapseAsync(attempt);
    }

    private async Task<int> HappenedAsync(string attempt, string stage) =>
        (await Store.Events.AfterAsync(attempt, 0, CancellationToken.None)).Count(one => one.Body.Contains(stage, StringComparison.Ordinal));
}
