using BackendLabs.Sessions.Policies;
using BackendLabs.Store.Sessions;

namespace BackendLabs.Sessions.Running;

/// <summary>Decides whether a student may write at a moment.</summary>
public static class DraftRules
{
    private static readonly TimeSpan PausedAgain = TimeSpan.FromSeconds(5);

    /// <returns>Why nothing is saved; null where it is.</returns>
    public static SubmissionRuling.Refuse? Refuses(GradedSession session, Sitting sitting, DateTimeOffset now)
    {
        if (session.Closed is not null)
            return new SubmissionRuling.Refuse("The session is closed.", "Nothing more is saved.");
        return SubmissionRules.TimesOf(SessionPolicyJson.Read(session.Policy), session, sitting, now).State switch
        {
            SittingState.Working or SittingState.Late => null,
            SittingState.Paused => new SubmissionRuling.Refuse("The session is paused, and the clocks stand.", "Your text is kept in this browser, and saved when the session goes on.", PausedAgain),
            SittingState.HandedIn => new SubmissionRuling.Refuse("You have handed in.", "Nothing more is saved."),
            SittingState.Ended => new SubmissionRuling.Refuse("Your time is over.", "Nothing more is saved. Your last accepted attempts count."),
            _ => new SubmissionRuling.Refuse("You have not begun.", "Begin first: your time starts then."),
        };
    }
}
