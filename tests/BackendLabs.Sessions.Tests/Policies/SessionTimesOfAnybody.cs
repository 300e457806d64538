using BackendLabs.Sessions.Policies;
using FsCheck;
using FsCheck.Fluent;

namespace BackendLabs.Sessions.Tests.Policies;

/// <summary>What holds for every session, student and pause. Minutes are counted from the opening.</summary>
public sealed class SessionTimesOfAnybody
{
    private const int MostMinutes = 300;
    private const int Later = 100_000;

    private static readonly DateTimeOffset Opens = new(2026, 12, 3, 9, 0, 0, TimeSpan.FromHours(2));

    private static readonly Gen<Pause> Pauses =
        from began in Gen.Choose(-30, MostMinutes * 3)
        from length in Gen.Choose(0, 60)
        select new Pause(Minute(began), Minute(began + length));

    private static readonly Gen<Case> Cases =
        from open in Gen.Choose(1, MostMinutes)
        from own in Gen.Choose(0, open)
        from late in Gen.Choose(0, 30)
        from percent in Gen.Choose(100, 300)
        from breaks in Gen.Choose(0, 30)
        from extension in Gen.Choose(0, 60)
        from begun in Gen.Choose(0, open - 1)
        from pauses in Pauses.ListOf()
        select new Case(
            SessionText.Good(SessionText.Least) with
            {
                Opens = Opens,
                Closes = Minute(open),
                Duration = own == 0 ? null : TimeSpan.FromMinutes(own),
                Late = late == 0 ? null : new LatePolicy(TimeSpan.FromMinutes(late), 20),
            },
            new SittingFacts(Minute(begun), percent, TimeSpan.FromMinutes(breaks), TimeSpan.FromMinutes(extension), HandedIn: null),
            [.. pauses.Take(6)]);

    [Test]
    public void A_student_who_begins_as_it_opens_has_their_whole_time_without_pauses() => Holds(one =>
    {
        var facts = one.Facts with { Begun = Opens };
        var usual = one.Policy.Duration ?? one.Policy.Closes - Opens;
        var whole = (usual.TotalMinutes * facts.TimePercent / 100) + facts.Breaks.TotalMinutes + facts.Extension.TotalMinutes;
        Assert.That(Running(Opens, (one with { Facts = facts }).Deadline(), one.Pauses), Is.EqualTo(whole).Within(0.001));
    });

    [Test]
    public void Nobody_has_more_time_than_is_theirs_or_works_after_their_own_closing() => Holds(one =>
    {
        var open = (one.Policy.Closes - Opens).TotalMinutes;
        var usual = one.Policy.Duration?.TotalMinutes ?? open;
        var beyond = (usual * (one.Facts.TimePercent - 100) / 100) + one.Facts.Breaks.TotalMinutes + one.Facts.Extension.TotalMinutes;
        Assert.That(Running(Opens, one.Deadline(), one.Pauses), Is.LessThanOrEqualTo(open + beyond + 0.001));
        if (one.Policy.Duration is not null)
            Assert.That(Running(one.Facts.Begun!.Value, one.Deadline(), one.Pauses), Is.LessThanOrEqualTo(usual + beyond + 0.001));
    });

    [Test]
    public void The_deadline_never_comes_nearer() => Holds(one =>
    {
        var deadlines = Minutes(one).Where(now => now >= one.Facts.Begun).Select(one.At).Select(times => times.Deadline!.Value).ToList();
        Assert.That(deadlines, Is.Ordered);
    });

    [Test]
    public void A_student_goes_from_state_to_state_and_never_back() => Holds(one =>
    {
        var states = Minutes(one).Select(one.At).Select(times => Order(times.State)).OfType<int>().ToList();
        Assert.That(states, Is.Ordered);
        Assert.That(states, Does.Contain(0).And.Contains(4));
    });

    [Test]
    public void Nothing_is_accepted_in_a_pause() => Holds(one =>
    {
        var paused = Minutes(one).Where(now => one.Pauses.Any(pause => pause.Began <= now && now < pause.Ended));
        Assert.That(paused.Select(now => one.At(now).State), Has.All.Property(nameof(SittingState.Accepts)).False);
    });

    [Test]
    public void Outside_of_pauses_a_student_who_began_works_until_the_deadline() => Holds(one =>
    {
        foreach (var now in Minutes(one).Where(now => now >= one.Facts.Begun && !one.Pauses.Any(pause => pause.Began <= now && now < pause.Ended)))
            Assert.That(one.At(now).State is SittingState.Working, Is.EqualTo(now < one.Deadline()));
    });

    [Test]
    public void More_time_never_ends_earlier() => Holds(one =>
    {
        var more = new[]
        {
            one.Facts with { TimePercent = one.Facts.TimePercent + 10 },
            one.Facts with { Breaks = one.Facts.Breaks + TimeSpan.FromMinutes(1) },
            one.Facts with { Extension = one.Facts.Extension + TimeSpan.FromMinutes(1) },
        };
        Assert.That(more.Select(facts => (one with { Facts = facts }).Deadline()), Has.All.GreaterThan(one.Deadline()));
    });

    [Test]
    public void A_pause_in_two_parts_is_one_pause() => Holds(one =>
    {
        var parts = one.Pauses.SelectMany(pause => new[] { pause with { Ended = Middle(pause) }, pause with { Began = Middle(pause) } }).Reverse().ToList();
        Assert.That((one with { Pauses = parts }).At(Minute(Later)), Is.EqualTo(one.At(Minute(Later))));

        static DateTimeOffset Middle(Pause pause) => pause.Began + ((pause.Ended!.Value - pause.Began) / 2);
    });

    [Test]
    public void A_pause_while_working_moves_the_deadline_by_its_length() => Holds(one =>
    {
        var without = one with { Pauses = [] };
        var pause = new Pause(one.Facts.Begun!.Value, one.Facts.Begun.Value + TimeSpan.FromMinutes(7));
        Assert.That((one with { Pauses = [pause] }).Deadline() - without.Deadline(), Is.EqualTo(TimeSpan.FromMinutes(7)));
    });

    [Test]
    public void What_was_over_before_a_pause_stays_over() => Holds(one =>
    {
        var end = one.At(Minute(Later)).LateUntil ?? one.Deadline();
        var longer = one with { Pauses = [.. one.Pauses.Where(pause => pause.Began < end), new Pause(end, null)] };
        Assert.That(longer.At(Minute(Later)).State, Is.EqualTo(new SittingState.Ended(end)));
    });

    [Test]
    public void A_student_who_may_begin_has_time_left() => Holds(one =>
    {
        foreach (var now in Minutes(one))
        {
            if ((one with { Facts = one.Facts with { Begun = null } }).At(now).State is not SittingState.MayBegin may) continue;
            Assert.That(new[] { may.Until, may.Deadline }, Has.All.GreaterThan(now));
        }
    });

    private static void Holds(Action<Case> claim) => Prop.ForAll(Arb.From(Cases), claim).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    // How long the session did not stand still, minute for minute at the pauses and exactly at the end.
    private static double Running(DateTimeOffset start, DateTimeOffset end, IReadOnlyList<Pause> pauses)
    {
        var stood = 0;
        for (var minute = start; minute < end; minute = minute.AddMinutes(1))
        {
            if (pauses.Any(pause => pause.Began <= minute && minute < pause.Ended)) stood++;
        }
        return (end - start).TotalMinutes - stood;
    }

    private static IEnumerable<DateTimeOffset> Minutes(Case one)
    {
        var last = (int)(one.Deadline() - Opens).TotalMinutes + 120;
        return Enumerable.Range(-5, last).Where(minute => minute % 3 == 0).Append(Later).Select(Minute);
    }

    private static int? Order(SittingState state) => state switch
    {
        SittingState.NotOpen => 0,
        SittingState.MayBegin => 1,
        SittingState.Working => 2,
        SittingState.Late => 3,
        SittingState.Ended => 4,
        _ => null,
    };

    private static DateTimeOffset Minute(int minute) => Opens.AddMinutes(minute);

    internal sealed record Case(SessionPolicy Policy, SittingFacts Facts, IReadOnlyList<Pause> Pauses)
    {
        public SessionTimes At(DateTimeOffset now) => SessionTimes.At(Policy, Facts, Pauses, now);

        public DateTimeOffset Deadline() => At(Minute(Later)).Deadline!.Value;
    }
}
