using System.Globalization;
using BackendLabs.Sessions.Policies;
using BackendLabs.Store.Sessions;

namespace BackendLabs.Sessions.Running;

/// <summary>Decides by a session's policy what a student may do at a moment. The store asks within the transaction that would do it.</summary>
public static class SubmissionRules
{
    /// <summary>One runs, one was sent from another window: whoever wants more is a program.</summary>
    private const int MostWaiting = 5;

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PausedAgain = TimeSpan.FromSeconds(15);

    /// <summary>The times of a student in a session, as known at a moment.</summary>
    public static SessionTimes TimesOf(SessionPolicy policy, GradedSession session, Sitting sitting, DateTimeOffset now) => SessionTimes.At(
        policy,
        new SittingFacts(sitting.Begun, sitting.TimePercent, sitting.Breaks, sitting.Extension, sitting.HandedIn),
        [.. session.Pauses.Select(pause => new Pause(pause.Began, pause.Ended))],
        now);

    /// <summary>Whether a student's clock may start.</summary>
    public static bool MayBegin(SubmissionFacts facts) =>
        facts.Session.Closed is null && TimesOf(SessionPolicyJson.Read(facts.Session.Policy), facts.Session, facts.Sitting, facts.Now).State is SittingState.MayBegin;

    /// <summary>Whether a submission is taken, and if not, why and what to do.</summary>
    public static SubmissionRuling Rule(SubmissionFacts facts)
    {
        var policy = SessionPolicyJson.Read(facts.Session.Policy);
        if (facts.Session.Closed is not null)
            return new SubmissionRuling.Refuse("The session is closed.", "Nothing more is accepted. Your last accepted attempts count.");
        var times = TimesOf(policy, facts.Session, facts.Sitting, facts.Now);
        return times.State switch
        {
            SittingState.Working => Limits(policy, facts) ?? new SubmissionRuling.Take(IsLate: false),
            SittingState.Late => Limits(policy, facts) ?? new SubmissionRuling.Take(IsLate: true),
            SittingState.Paused => new SubmissionRuling.Refuse("The session is paused, and the clocks stand.", "Your text is saved. Submit it when the session goes on.", PausedAgain),
            SittingState.NotOpen opens => new SubmissionRuling.Refuse("The session is not open yet.", "Wait until it opens.", opens.Opens - facts.Now),
            SittingState.MayBegin => new SubmissionRuling.Refuse("You have not begun.", "Begin first: your time starts then."),
            SittingState.HandedIn => new SubmissionRuling.Refuse("You have handed in.", "Nothing more is accepted. If it was a mistake, ask your instructor."),
            _ => new SubmissionRuling.Refuse("Your time is over.", "Your last accepted attempts count. If something kept you from working, tell your instructor: they can give more time."),
        };
    }

    private static SubmissionRuling? Limits(SessionPolicy policy, SubmissionFacts facts)
    {
        if (facts.Waiting >= MostWaiting)
            return new SubmissionRuling.Refuse(string.Create(CultureInfo.InvariantCulture, $"{facts.Waiting} of your attempts wait already."), "Let them end first.", LookAgain);
        if (policy.MostAttempts is { } most && facts.Attempts >= most)
            return new SubmissionRuling.Refuse(string.Create(CultureInfo.InvariantCulture, $"You have used all {most} attempts at this lab."), "The attempt that counts stays. Go on with another lab.");
        if (facts.LastAccepted is { } last && last + policy.CoolDown - facts.Now is var left && left > TimeSpan.Zero)
            return new SubmissionRuling.Refuse(string.Create(CultureInfo.InvariantCulture, $"The next attempt at this lab may come in {Math.Ceiling(left.TotalSeconds)} s."), "Use the time to read your code once more.", left);
        return null;
    }
}
