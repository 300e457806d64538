using BackendLabs.Store;
using BackendLabs.Testing;

namespace BackendLabs.Faults.Tests.Faults;

/// <summary>PostgreSQL's notifications are lost. SQLite has none: inotify cannot be taken from one process alone.</summary>
internal sealed class GradersThatHearNothing() : FaultFixture("postgres")
{
    [Test]
    public async Task A_grader_whose_notifications_are_cut_off_looks_for_itself()
    {
        using var ada = await ArriveAsync();
        var grader = StartGrader();
        await UntilSaidAsync(grader, "Grading for");
        Assert.That(await OnlyVerdictAsync(await ada.SubmitAsync(SmallLab.Id, Slow)), Is.EqualTo("passed"));

        await Store.People.EnsureAsync("deaf", "", CancellationToken.None);
        Assert.That(await Rows.CutListenersAsync(), Is.Positive);
        var deaf = await Store.Queue.AcceptAsync(new NewAttempt("deaf", SmallLab.Id, Lab.Digest, Slow, Seed: 1), CancellationToken.None);
        // Whoever listened again meanwhile is cut off again: no news of the attempt comes through.
        await Rows.CutListenersAsync();

        Assert.That(await OnlyVerdictAsync(((Acceptance.Accepted)deaf).Attempt), Is.EqualTo("passed"));
    }
}
