using BackendLabs.Sessions.Policies;
using BackendLabs.Sessions.Running;
using BackendLabs.Store.Sessions;
using BackendLabs.Web.Sessions;

namespace BackendLabs.Web.Staff;

/// <summary>A session as its staff watch it: students by labs.</summary>
/// <param name="State"><c>open</c>, <c>paused</c>, <c>closed</c> or <c>published</c>.</param>
/// <param name="Waiting">How long the queue is.</param>
/// <param name="Graders">How many graders are at work on a run now.</param>
internal sealed record SessionBoard(
    string Id, string Title, string Cohort, string Zone, string State, DateTimeOffset Opens, DateTimeOffset Closes, DateTimeOffset Now, long Waiting, int Graders,
    IReadOnlyList<SessionBoardLab> Labs, IReadOnlyList<BoardRow> Rows, IReadOnlyList<SessionMessage> Messages)
{
    /// <summary>Who has saved and submitted nothing for so long could do with a word.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(10);

    public static SessionBoard Of(SessionSnapshot snapshot, IReadOnlyDictionary<string, LabTrouble> troubles, int graders)
    {
        var session = snapshot.Session;
        var policy = SessionPolicyJson.Read(session.Policy);
        return new SessionBoard(
            session.Id, session.Title, session.Cohort, policy.Zone, StateOf(session), policy.Opens, policy.Closes, snapshot.Now, snapshot.Waiting, graders,
            [.. session.Labs.Select(lab => new SessionBoardLab(lab.Lab, lab.Title, lab.Weight, lab.Max, troubles.GetValueOrDefault(lab.Lab)))],
            [.. snapshot.Sittings.Select(sitting => RowOf(snapshot, policy, sitting))],
            snapshot.Messages);
    }

    public static string StateOf(GradedSession session) =>
        session.Published is not null ? "published" : session.Closed is not null ? "closed" : session.IsPaused ? "paused" : "open";

    private static BoardRow RowOf(SessionSnapshot snapshot, SessionPolicy policy, Sitting sitting)
    {
        var attempts = snapshot.Attempts[sitting.Member].ToLookup(attempt => attempt.Lab, StringComparer.Ordinal);
        var drafts = snapshot.Drafts[sitting.Member].ToDictionary(stamp => stamp.Lab, stamp => stamp.Saved, StringComparer.Ordinal);
        List<BoardCell> cells = [.. snapshot.Session.Labs.Select(lab => BoardCell.Of(lab.Lab, [.. attempts[lab.Lab]], drafts.ContainsKey(lab.Lab)))];
        var seen = drafts.Values.Concat(snapshot.Attempts[sitting.Member].Select(attempt => attempt.Accepted)).Append(sitting.Begun ?? DateTimeOffset.MinValue).Max();
        var times = SubmissionRules.TimesOf(policy, snapshot.Session, sitting, snapshot.Now);
        var isSilent = times.State.Accepts && snapshot.Session.Closed is null && snapshot.Now - seen > Silence && cells.Exists(cell => cell.State != "passed");
        return new BoardRow(
            sitting.Member, sitting.Name, sitting.IsRemoved ? "removed" : snapshot.Session.Closed is not null ? "closed" : WordOf(times.State, sitting),
            snapshot.Session.IsPaused ? null : times.Deadline, sitting.Extension.TotalMinutes, isSilent, cells.Exists(cell => cell.Stuck), cells);
    }

    private static string WordOf(SittingState state, Sitting sitting) => state switch
    {
        SittingState.Working => "working",
        SittingState.Late => "late",
        SittingState.HandedIn => "handed_in",
        SittingState.Ended => sitting.Begun is null ? "absent" : "ended",
        SittingState.Paused => sitting.Begun is null ? "not_begun" : "working",
        _ => "not_begun",
    };
}

/// <param name="Trouble">Null where nothing failed.</param>
internal sealed record SessionBoardLab(string Lab, string Title, decimal Weight, int Max, LabTrouble? Trouble);

/// <param name="State"><c>not_begun</c>, <c>working</c>, <c>late</c>, <c>handed_in</c>, <c>ended</c>, <c>absent</c> (never began), <c>closed</c> or <c>removed</c>.</param>
/// <param name="Deadline">Null before they began, and while the clocks stand.</param>
/// <param name="Extra">Minutes that were given.</param>
/// <param name="Silent">They work, and have saved and submitted nothing for long.</param>
internal sealed record BoardRow(
    string Student, string Name, string State, DateTimeOffset? Deadline, double Extra, bool Silent, bool Stuck, IReadOnlyList<BoardCell> Cells);
