namespace BackendLabs.Sessions.Policies;

/// <summary>
/// The times of one student in a session, as they are known at one moment.
/// <para>
/// All times are measured by a clock that stands while the session is paused. A pause therefore moves what it begins
/// before, by its length, and while it lasts by its length so far. It moves nothing that was over when it began.
/// </para>
/// <para>
/// With a duration, a student's time is the duration times their percent, with their breaks and their extension, from
/// when they begin. It ends at the latest at their own closing: <c>Closes</c>, moved by what they have beyond the
/// duration (additional time, breaks, extension). So a student who begins when the session opens always has their whole
/// time, and one who begins late has what is left.
/// </para>
/// <para>
/// Without a duration, everybody works from <c>Opens</c> to <c>Closes</c>. The percent is of this whole time, breaks and
/// extension come on top, and it does not matter when a student begins.
/// </para>
/// <para>A moment that ends something is outside of it: at the deadline itself an attempt is late.</para>
/// </summary>
/// <param name="BeginFrom">When they may begin: as the session opens.</param>
/// <param name="BeginUntil">They must begin before: the session's closing, moved by their extension and by pauses.</param>
/// <param name="Deadline">Null where they have not begun.</param>
/// <param name="LateUntil">Null where they have not begun, or nothing is accepted late.</param>
public sealed record SessionTimes(DateTimeOffset BeginFrom, DateTimeOffset BeginUntil, DateTimeOffset? Deadline, DateTimeOffset? LateUntil, SittingState State)
{
    private const int UsualPercent = 100;
    private const int MostPercent = 1_000;

    /// <param name="now">What is known of later moments is not looked at, so the state of an earlier moment can be asked for.</param>
    /// <exception cref="ArgumentOutOfRangeException">The facts shorten a student's time, or give more than ten times as much.</exception>
    public static SessionTimes At(SessionPolicy policy, SittingFacts facts, IReadOnlyList<Pause> pauses, DateTimeOffset now)
    {
        if (facts is not { TimePercent: >= UsualPercent and <= MostPercent } || facts.Breaks < TimeSpan.Zero || facts.Extension < TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(facts), facts, $"A student has {UsualPercent} to {MostPercent} percent of the usual time, and no less by breaks or an extension.");
        var clock = new SessionClock(pauses, now);
        var until = clock.After(policy.Opens, policy.Closes - policy.Opens + facts.Extension);
        if (facts.Begun is not { } begun || begun > now)
            return new SessionTimes(policy.Opens, until, Deadline: null, LateUntil: null, NotBegun(policy, facts, clock, until, now));
        var deadline = DeadlineOf(policy, facts, clock, begun);
        var lateUntil = policy.Late is { } late ? clock.After(deadline, late.For) : (DateTimeOffset?)null;
        return new SessionTimes(policy.Opens, until, deadline, lateUntil, Begun(facts, clock, deadline, lateUntil, now));
    }

    private static SittingState NotBegun(SessionPolicy policy, SittingFacts facts, SessionClock clock, DateTimeOffset until, DateTimeOffset now)
    {
        if (facts.HandedIn is { } handedIn && handedIn <= now) return new SittingState.HandedIn(handedIn);
        if (now < policy.Opens) return new SittingState.NotOpen(policy.Opens);
        if (now >= until) return new SittingState.Ended(until);
        if (clock.PausedSince is { } since) return new SittingState.Paused(since, Deadline: null, LateUntil: null);
        return new SittingState.MayBegin(until, DeadlineOf(policy, facts, clock, now));
    }

    private static SittingState Begun(SittingFacts facts, SessionClock clock, DateTimeOffset deadline, DateTimeOffset? lateUntil, DateTimeOffset now)
    {
        if (facts.HandedIn is { } handedIn && handedIn <= now) return new SittingState.HandedIn(handedIn);
        if (now >= (lateUntil ?? deadline)) return new SittingState.Ended(lateUntil ?? deadline);
        if (clock.PausedSince is { } since) return new SittingState.Paused(since, deadline, lateUntil);
        return now < deadline ? new SittingState.Working(deadline, lateUntil) : new SittingState.Late(deadline, lateUntil!.Value);
    }

    private static DateTimeOffset DeadlineOf(SessionPolicy policy, SittingFacts facts, SessionClock clock, DateTimeOffset begun)
    {
        var open = policy.Closes - policy.Opens;
        var usual = policy.Duration ?? open;
        var beyond = TimeSpan.FromTicks(usual.Ticks * (facts.TimePercent - UsualPercent) / UsualPercent) + facts.Breaks + facts.Extension;
        var closing = clock.After(policy.Opens, open + beyond);
        if (policy.Duration is null) return closing;
        var whole = clock.After(begun, usual + beyond);
        return whole < closing ? whole : closing;
    }
}
