using BackendLabs.Sessions.Running;
using BackendLabs.Store.Sessions;

namespace BackendLabs.Sessions.Tests.Running;

/// <summary>What is accepted of a student, by the policy and the store's clock.</summary>
internal sealed class SubmissionRulesTests : ExamFixture
{
    [Test]
    public async Task Nothing_is_accepted_before_a_student_begins()
    {
        await Store.Sittings.EnterAsync("midterm", "ada", "device-ada", "127.0.0.1", default);

        Assert.That(Reason(await TryAsync("ada", First, "x")), Is.EqualTo("You have not begun."));
    }

    [Test]
    public async Task The_cool_down_says_how_long()
    {
        await BeginAsync("ada");
        await SubmitAsync("ada", First, "one", "failed", 1);
        Time.Advance(TimeSpan.FromSeconds(10));
        var refused = (SubmissionAnswer.Refused)await TryAsync("ada", First, "two");

        Assert.That(refused.Ruling.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(20)));
        Assert.That(await TryAsync("ada", Second, "two"), Is.InstanceOf<SubmissionAnswer.Accepted>(), "another lab");
        Time.Advance(TimeSpan.FromSeconds(20));
        Assert.That(await TryAsync("ada", First, "two"), Is.InstanceOf<SubmissionAnswer.Accepted>());
    }

    [Test]
    public async Task Attempts_end_and_our_own_fault_costs_none()
    {
        await BeginAsync("ada");
        await SubmitAsync("ada", First, "one", "infrastructure_error", 0);
        foreach (var text in (string[])["two", "three", "four"])
        {
            Time.Advance(TimeSpan.FromMinutes(1));
            await SubmitAsync("ada", First, text, "failed", 1);
        }

        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(Reason(await TryAsync("ada", First, "five")), Is.EqualTo("You have used all 3 attempts at this lab."));
        Assert.That((await ViewAsync("ada")).Labs[0].Left, Is.Zero);
    }

    [Test]
    public async Task After_the_deadline_it_is_late_and_then_over_and_an_extension_opens_it_again()
    {
        await BeginAsync("ada", "alan");
        Time.Advance(TimeSpan.FromMinutes(65));
        var late = (SubmissionAnswer.Accepted)await TryAsync("ada", First, "one");
        Assert.That(late.Receipt.IsLate, Is.True);
        Time.Advance(TimeSpan.FromMinutes(10));
        Assert.That(Reason(await TryAsync("ada", Second, "two")), Is.EqualTo("Your time is over."));
        Assert.That(((SubmissionAnswer.Accepted)await TryAsync("alan", First, "one")).Receipt.IsLate, Is.False, "Alan has half as much again.");
        await Store.Sittings.ExtendAsync("midterm", ["ada"], TimeSpan.FromMinutes(30), "grace", "alarm", default);
        Assert.That(((SubmissionAnswer.Accepted)await TryAsync("ada", Second, "two")).Receipt.IsLate, Is.False);
    }

    [Test]
    public async Task A_pause_refuses_and_gives_its_time_back()
    {
        await BeginAsync("ada");
        Time.Advance(TimeSpan.FromMinutes(50));
        await Store.Sessions.PauseAsync("midterm", "grace", "fire", default);
        Time.Advance(TimeSpan.FromMinutes(30));
        Assert.That(Reason(await TryAsync("ada", First, "one")), Does.StartWith("The session is paused"));
        await Store.Sessions.ResumeAsync("midterm", "grace", default);
        Time.Advance(TimeSpan.FromMinutes(9));

        Assert.That(((SubmissionAnswer.Accepted)await TryAsync("ada", First, "one")).Receipt.IsLate, Is.False);
    }

    [Test]
    public async Task Who_has_handed_in_is_done_and_a_closed_session_takes_nothing()
    {
        await BeginAsync("ada", "alan");
        await Store.Sittings.HandInAsync("midterm", "ada", "ada", default);
        Assert.That(Reason(await TryAsync("ada", First, "one")), Is.EqualTo("You have handed in."));
        await Store.Sessions.CloseAsync("midterm", "grace", default);
        Assert.That(Reason(await TryAsync("alan", First, "one")), Is.EqualTo("The session is closed."));
        Assert.That((await ViewAsync("alan")).State, Is.EqualTo("closed"));
    }

    [Test]
    public async Task The_last_draft_is_handed_in_once_when_the_time_is_over()
    {
        await BeginAsync("ada", "alan");
        await SubmitAsync("ada", First, "same text", "failed", 1);
        var ada = (await Store.Sittings.FindAsync("midterm", "ada", default))!.Person;
        await Store.Drafts.SaveAsync(ada, First, "same text", 0, default);
        await Store.Drafts.SaveAsync(ada, Second, "half an answer", 0, default);
        Assert.That(await SessionClosing.HandInDraftsAsync(Store, default), Is.Zero, "Her time runs.");
        Time.Advance(TimeSpan.FromMinutes(71));

        Assert.That(await SessionClosing.HandInDraftsAsync(Store, default), Is.EqualTo(1));
        Assert.That(await SessionClosing.HandInDraftsAsync(Store, default), Is.Zero);
        var attempts = await Store.Sittings.AttemptsAsync("midterm", "ada", default);
        Assert.Multiple(async () =>
        {
            Assert.That(attempts.Select(attempt => (attempt.Lab, attempt.IsLate)), Is.EqualTo(new[] { (First, false), (Second, false) }));
            Assert.That((await ViewAsync("ada")).State, Is.EqualTo("handed_in"));
            Assert.That((await ViewAsync("alan")).State, Is.EqualTo("working"));
        });
    }

    [Test]
    public async Task Closing_hands_in_what_students_were_writing()
    {
        await BeginAsync("ada");
        var ada = (await Store.Sittings.FindAsync("midterm", "ada", default))!.Person;
        await Store.Drafts.SaveAsync(ada, Second, "half an answer", 0, default);

        Assert.That(await SessionClosing.CloseAsync(Store, "midterm", "grace", default), Is.True);
        Assert.That(await SessionClosing.CloseAsync(Store, "midterm", "grace", default), Is.False);
        Assert.That((await Store.Sittings.AttemptsAsync("midterm", "ada", default)).Single(), Has.Property("Lab").EqualTo(Second).And.Property("IsLate").False);
    }

    private static string Reason(SubmissionAnswer answer) => ((SubmissionAnswer.Refused)answer).Ruling.Reason;
}
