using System.Globalization;
using BackendLabs.Sessions.Policies;

namespace BackendLabs.Sessions.Tests.Policies;

/// <summary>In a session of 2026-12-03, open from 09:00 to 12:00.</summary>
public sealed class SessionTimesOfAStudent
{
    private static readonly SessionPolicy Policy = SessionText.Good(SessionText.Least);
    private static readonly SessionPolicy Ninety = Policy with { Duration = TimeSpan.FromMinutes(90) };
    private static readonly LatePolicy Quarter = new(TimeSpan.FromMinutes(15), 20);

    [TestCase("09:00", "10:30")]
    [TestCase("10:29", "11:59")]
    [TestCase("10:30", "12:00")]
    [TestCase("11:00", "12:00", Description = "capped")]
    public void The_duration_runs_from_the_beginning_until_the_session_closes(string begun, string deadline) =>
        Assert.That(Deadline(Ninety, Begun(begun)), Is.EqualTo(At(deadline)));

    [TestCase("09:00")]
    [TestCase("11:59")]
    public void Without_a_duration_everybody_works_until_the_session_closes(string begun) =>
        Assert.That(Deadline(Policy, Begun(begun)), Is.EqualTo(At("12:00")));

    [TestCase("09:00", 150, 0, 0, "11:15")]
    [TestCase("11:00", 150, 0, 0, "12:45", Description = "closing moves by the additional 45 minutes")]
    [TestCase("09:00", 133, 0, 0, "10:59:42")]
    [TestCase("09:00", 100, 20, 0, "10:50")]
    [TestCase("11:00", 100, 20, 0, "12:20")]
    [TestCase("09:00", 100, 0, 30, "11:00")]
    [TestCase("11:00", 100, 0, 30, "12:30")]
    [TestCase("09:00", 200, 20, 30, "12:50")]
    public void Accommodations_lengthen_a_students_time(string begun, int percent, int breaks, int extension, string deadline) =>
        Assert.That(Deadline(Ninety, Begun(begun, percent, breaks, extension)), Is.EqualTo(At(deadline)));

    [TestCase(150, 0, 0, "13:30")]
    [TestCase(100, 20, 0, "12:20")]
    [TestCase(100, 0, 30, "12:30")]
    [TestCase(125, 20, 30, "13:35")]
    public void Without_a_duration_the_percent_is_of_the_whole_session(int percent, int breaks, int extension, string deadline) =>
        Assert.That(Deadline(Policy, Begun("11:00", percent, breaks, extension)), Is.EqualTo(At(deadline)));

    [Test]
    public void A_student_with_the_longest_duration_who_begins_as_it_opens_has_their_whole_time()
    {
        var whole = Policy with { Duration = TimeSpan.FromHours(3) };
        Assert.That(Deadline(whole, Begun("09:00", 150, breaks: 20, extension: 10)), Is.EqualTo(At("14:00")));
    }

    [TestCase("08:59:59", typeof(SittingState.NotOpen))]
    [TestCase("09:00", typeof(SittingState.MayBegin))]
    [TestCase("11:59:59", typeof(SittingState.MayBegin))]
    [TestCase("12:00", typeof(SittingState.Ended))]
    public void Students_begin_while_the_session_is_open(string now, Type state) =>
        Assert.That(State(Ninety, SittingFacts.Usual, now), Is.TypeOf(state));

    [Test]
    public void A_student_who_has_not_begun_sees_the_deadline_of_beginning_now()
    {
        Assert.That(State(Ninety, SittingFacts.Usual, "09:10"), Is.EqualTo(new SittingState.MayBegin(At("12:00"), At("10:40"))));
        Assert.That(State(Ninety, SittingFacts.Usual, "11:30"), Is.EqualTo(new SittingState.MayBegin(At("12:00"), At("12:00"))));
    }

    [Test]
    public void An_extension_lengthens_the_time_to_begin_and_a_percent_does_not()
    {
        Assert.That(State(Ninety, SittingFacts.Usual with { Extension = TimeSpan.FromDays(1) }, "12:30"), Is.TypeOf<SittingState.MayBegin>());
        Assert.That(State(Ninety, SittingFacts.Usual with { TimePercent = 150 }, "12:00"), Is.EqualTo(new SittingState.Ended(At("12:00"))));
    }

    [Test]
    public void At_the_deadline_the_time_is_over()
    {
        Assert.That(State(Ninety, Begun("09:00"), "10:29:59"), Is.EqualTo(new SittingState.Working(At("10:30"), null)));
        Assert.That(State(Ninety, Begun("09:00"), "10:30"), Is.EqualTo(new SittingState.Ended(At("10:30"))));
    }

    [Test]
    public void The_late_period_follows_the_deadline()
    {
        var late = Ninety with { Late = Quarter };

        Assert.Multiple(() =>
        {
            Assert.That(State(late, Begun("09:00"), "10:29:59"), Is.EqualTo(new SittingState.Working(At("10:30"), At("10:45"))));
            Assert.That(State(late, Begun("09:00"), "10:30"), Is.EqualTo(new SittingState.Late(At("10:30"), At("10:45"))));
            Assert.That(State(late, Begun("09:00"), "10:45"), Is.EqualTo(new SittingState.Ended(At("10:45"))));
            Assert.That(State(late, Begun("11:00"), "12:10"), Is.EqualTo(new SittingState.Late(At("12:00"), At("12:15"))), "after the session has closed too");
        });
    }

    [Test]
    public void Attempts_are_accepted_while_working_and_late_only()
    {
        var late = Ninety with { Late = Quarter };
        string[] moments = ["08:00", "09:00", "10:00", "10:40", "11:00"];
        Assert.That(moments.Select(now => State(late, Begun("09:30"), now, new Pause(At("10:55"), At("11:05"))).Accepts), Is.EqualTo(new[] { false, false, true, true, false }));
    }

    [Test]
    public void Work_that_was_handed_in_is_over()
    {
        var facts = Begun("09:00") with { HandedIn = At("10:00") };

        Assert.Multiple(() =>
        {
            Assert.That(State(Ninety, facts, "09:59:59"), Is.TypeOf<SittingState.Working>());
            Assert.That(State(Ninety, facts, "10:00"), Is.EqualTo(new SittingState.HandedIn(At("10:00"))));
            Assert.That(State(Ninety, facts, "13:00"), Is.EqualTo(new SittingState.HandedIn(At("10:00"))), "and stays so after the end");
            Assert.That(State(Ninety, facts, "10:10", new Pause(At("10:05"), null)), Is.TypeOf<SittingState.HandedIn>());
        });
    }

    [Test]
    public void A_pause_moves_the_deadline_and_the_closing()
    {
        var pause = new Pause(At("09:40"), At("10:00"));

        Assert.Multiple(() =>
        {
            Assert.That(Deadline(Ninety, Begun("09:00"), pause), Is.EqualTo(At("10:50")));
            Assert.That(Deadline(Ninety, Begun("11:00"), pause), Is.EqualTo(At("12:20")), "it was before they began, and moves the closing");
            Assert.That(Deadline(Ninety, Begun("10:05"), pause), Is.EqualTo(At("11:35")), "their own time did not run yet");
            Assert.That(Deadline(Policy, Begun("11:00"), pause), Is.EqualTo(At("12:20")));
            Assert.That(State(Ninety, SittingFacts.Usual, "12:19", pause), Is.TypeOf<SittingState.MayBegin>());
        });
    }

    [Test]
    public void While_paused_clocks_stand_and_nothing_is_accepted()
    {
        var late = Ninety with { Late = Quarter };
        var pause = new Pause(At("10:20"), null);

        Assert.Multiple(() =>
        {
            Assert.That(State(late, Begun("09:00"), "10:20", pause), Is.EqualTo(new SittingState.Paused(At("10:20"), At("10:30"), At("10:45"))));
            Assert.That(State(late, Begun("09:00"), "10:50", pause), Is.EqualTo(new SittingState.Paused(At("10:20"), At("11:00"), At("11:15"))));
            Assert.That(State(late, Begun("09:00"), "23:50", pause), Is.EqualTo(new SittingState.Paused(At("10:20"), At("24:00"), At("24:15"))));
            Assert.That(State(late, Begun("09:00"), "10:50", pause with { Ended = At("10:50") }), Is.EqualTo(new SittingState.Working(At("11:00"), At("11:15"))));
            Assert.That(State(late, SittingFacts.Usual, "10:50", pause), Is.EqualTo(new SittingState.Paused(At("10:20"), null, null)));
            Assert.That(State(late, SittingFacts.Usual, "08:50", new Pause(At("08:00"), null)), Is.TypeOf<SittingState.NotOpen>());
        });
    }

    [Test]
    public void A_pause_in_the_late_period_moves_its_end_alone() =>
        Assert.That(
            State(Ninety with { Late = Quarter }, Begun("09:00"), "10:54", new Pause(At("10:40"), At("10:50"))),
            Is.EqualTo(new SittingState.Late(At("10:30"), At("10:55"))));

    [TestCase("10:30", "10:40", Description = "from the deadline on")]
    [TestCase("10:35", "10:40")]
    public void A_pause_after_the_end_revives_nobody(string began, string ended)
    {
        var pause = new Pause(At(began), At(ended));
        Assert.That(State(Ninety, Begun("09:00"), "10:36", pause), Is.EqualTo(new SittingState.Ended(At("10:30"))));
        Assert.That(State(Ninety, Begun("09:00"), "10:45", pause), Is.EqualTo(new SittingState.Ended(At("10:30"))));
    }

    [Test]
    public void A_pause_over_the_opening_counts_from_the_opening()
    {
        var pause = new Pause(At("08:30"), At("09:20"));

        Assert.That(State(Ninety, SittingFacts.Usual, "09:10", pause), Is.EqualTo(new SittingState.Paused(At("08:30"), null, null)));
        Assert.That(State(Ninety, SittingFacts.Usual, "09:20", pause), Is.EqualTo(new SittingState.MayBegin(At("12:20"), At("10:50"))));
    }

    [Test]
    public void Pauses_that_overlap_count_once()
    {
        Pause[] pauses = [new(At("09:50"), At("10:00")), new(At("09:40"), At("09:55")), new(At("09:45"), At("09:46")), new(At("10:00"), At("10:10")), new(At("10:20"), At("10:15"))];
        Assert.That(Deadline(Ninety, Begun("09:00"), pauses), Is.EqualTo(At("11:00")));
    }

    [Test]
    public void Each_pause_may_move_the_deadline_past_the_beginning_of_the_next() =>
        Assert.That(Deadline(Ninety, Begun("09:00"), new Pause(At("10:25"), At("10:35")), new Pause(At("10:38"), At("10:40"))), Is.EqualTo(At("10:42")));

    [Test]
    public void An_extension_after_the_end_lets_a_student_go_on() =>
        Assert.That(State(Ninety, Begun("09:00", extension: 30), "10:45"), Is.EqualTo(new SittingState.Working(At("11:00"), null)));

    [TestCase(99, 0, 0)]
    [TestCase(1001, 0, 0)]
    [TestCase(100, -1, 0)]
    [TestCase(100, 0, -1)]
    public void Facts_that_shorten_the_time_are_a_fault(int percent, int breaks, int extension) =>
        Assert.That(() => State(Ninety, Begun("09:00", percent, breaks, extension), "09:30"), Throws.TypeOf<ArgumentOutOfRangeException>());

    private static SittingFacts Begun(string begun, int percent = 100, int breaks = 0, int extension = 0) =>
        new(At(begun), percent, TimeSpan.FromMinutes(breaks), TimeSpan.FromMinutes(extension), HandedIn: null);

    // Asked for the next day, when all pauses are known.
    private static DateTimeOffset? Deadline(SessionPolicy policy, SittingFacts facts, params Pause[] pauses) =>
        SessionTimes.At(policy, facts, pauses, At("48:00")).Deadline;

    private static SittingState State(SessionPolicy policy, SittingFacts facts, string now, params Pause[] pauses) =>
        SessionTimes.At(policy, facts, pauses, At(now)).State;

    private static DateTimeOffset At(string time)
    {
        var parts = time.Split(':').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return new DateTimeOffset(2026, 12, 3, 0, 0, 0, TimeSpan.FromHours(2)) + new TimeSpan(parts[0], parts[1], parts.Length > 2 ? parts[2] : 0);
    }
}
