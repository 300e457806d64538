using BackendLabs.Sessions.Policies;

namespace BackendLabs.Sessions.Tests.Policies;

public sealed class TellSteps
{
    private const string Steps =
        """
          - { tells: title }
          - { tells: message, from-attempt: 4 }
          - { tells: everything, from: 2026-12-03 12:00 }
        """;

    [TestCase(1, "11:59", Telling.Title)]
    [TestCase(3, "11:59", Telling.Title)]
    [TestCase(4, "11:59", Telling.Message)]
    [TestCase(20, "11:59", Telling.Message)]
    [TestCase(1, "12:00", Telling.Everything)]
    [TestCase(4, "12:01", Telling.Everything)]
    public void The_last_step_that_holds_decides(int attempt, string time, Telling tells)
    {
        var now = new DateTimeOffset(new DateOnly(2026, 12, 3), TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(2));
        Assert.That(Tellings.Of(SessionText.Good(SessionText.Whole), attempt, now), Is.EqualTo(tells));
    }

    [Test]
    public void A_later_step_may_tell_less()
    {
        var policy = SessionText.Good(With("[{ tells: everything }, { tells: nothing, from-attempt: 2 }]"));
        Assert.That((Tellings.Of(policy, 1, policy.Opens), Tellings.Of(policy, 2, policy.Opens)), Is.EqualTo((Telling.Everything, Telling.Nothing)));
    }

    [Test]
    public void Attempts_are_counted_from_one() =>
        Assert.That(() => Tellings.Of(SessionText.Good(SessionText.Whole), 0, default), Throws.TypeOf<ArgumentOutOfRangeException>());

    [TestCase("[]", "`tells` has 0 steps")]
    [TestCase("[{ tells: title, from: 2026-12-03 10:00 }]", "first step of `tells` has a condition")]
    [TestCase("[{ tells: title, from-attempt: 2 }, { tells: message }]", "first step of `tells` has a condition")]
    [TestCase("[{ tells: title }, { tells: message }]", "This step never decides")]
    [TestCase("[{ tells: title }, { tells: message, from-attempt: 4 }, { tells: everything, from-attempt: 3 }]", "This step never decides")]
    [TestCase("[{ tells: title }, { tells: message, from: 2026-12-03 11:00, from-attempt: 4 }, { tells: everything, from: 2026-12-03 10:00 }]", "This step never decides")]
    [TestCase("[{ tells: title }, { tells: message, from-attempt: 21 }]", "from attempt 21 on, but a student has 20 at a lab: it never holds")]
    [TestCase("[{ tells: title }, { tells: message, from-attempt: 1 }]", "`from-attempt` must be a whole number from 2 up")]
    [TestCase("[{ tells: title }, { tells: message, from: 2026-12-03 09:00 }]", "the session is not open yet")]
    [TestCase("[{ tells: title }, { tells: message, from: 2029-12-03 09:00 }]", "over 366 days after the session closes")]
    [TestCase("[{ tells: title }, { tells: mesage }]", "`mesage` is nothing that a failing check can tell")]
    [TestCase("message", "`tells` must be a list")]
    public void A_step_that_cannot_be_meant_is_refused(string steps, string message)
    {
        var problems = SessionText.Bad(With(steps));
        Assert.That(problems.Select(problem => problem.Message), Has.One.Contains(message).And.Exactly(1).Items);
    }

    [TestCase("[{ tells: title }, { tells: message, from-attempt: 3 }, { tells: everything, from-attempt: 4 }]")]
    [TestCase("[{ tells: title }, { tells: message, from: 2026-12-03 10:00 }, { tells: everything, from-attempt: 3 }]")]
    [TestCase("[{ tells: title }, { tells: message, from-attempt: 20 }, { tells: everything, from: 2026-12-10 12:00 }]")]
    public void Steps_that_all_can_decide_are_accepted(string steps) =>
        Assert.That(SessionText.Good(With(steps)).Tells, Has.Count.EqualTo(3));

    private static string With(string steps)
    {
        var text = SessionText.Whole.Replace("tells:\n" + Steps, "tells: " + steps, StringComparison.Ordinal);
        Assert.That(text, Is.Not.EqualTo(SessionText.Whole));
        return text;
    }
}
