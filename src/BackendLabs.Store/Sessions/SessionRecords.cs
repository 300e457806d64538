namespace BackendLabs.Store.Sessions;

/// <summary>A graded session as the store keeps it.</summary>
/// <param name="Policy">In JSON, as the caller wrote it: the store does not read it.</param>
public sealed record GradedSession(
    string Id, string Cohort, string Title, string Policy, DateTimeOffset Made, DateTimeOffset? Closed, DateTimeOffset? Published,
    IReadOnlyList<PinnedSessionLab> Labs, IReadOnlyList<SessionPause> Pauses)
{
    public bool IsPaused => Pauses is [.., { Ended: null }];

    public PinnedSessionLab? Find(string lab) => Labs.FirstOrDefault(one => one.Lab == lab);
}

/// <param name="Digest">Of the version that counts: a published regrade changes it.</param>
/// <param name="Max">The points of its checks together.</param>
/// <param name="Weight">The points of a whole pass in this session.</param>
/// <param name="Seed">Secret until the session is closed.</param>
public sealed record PinnedSessionLab(string Lab, string Digest, long Version, string Title, int Max, decimal Weight, long Seed);

/// <param name="Ended">Null while it lasts.</param>
public sealed record SessionPause(DateTimeOffset Began, DateTimeOffset? Ended);

/// <summary>A lab's folder, kept whole under its digest.</summary>
/// <param name="Archive">A zip file of the lab and what it shares.</param>
public sealed record PinnedLab(string Digest, string Lab, long Version, string Title, int Max, byte[] Archive);

/// <param name="Policy">In JSON.</param>
/// <param name="Labs">With their weights, in the session's order.</param>
public sealed record NewSession(string Id, string Cohort, string Title, string Policy, IReadOnlyList<(PinnedLab Lab, decimal Weight)> Labs);

/// <summary>What came of making a session.</summary>
public abstract record SessionMaking
{
    private SessionMaking() { }

    /// <param name="JoinCode">65 bits, in groups.</param>
    public sealed record Made(string JoinCode) : SessionMaking;

    public sealed record IdTaken : SessionMaking;

    public sealed record NoSuchCohort : SessionMaking;
}

/// <summary>A student of the session's cohort, and how far they are in it.</summary>
/// <param name="Member">Their id in the roster.</param>
/// <param name="Person">Under which drafts and attempts of the session are kept.</param>
/// <param name="Begun">Null before they began.</param>
/// <param name="Device">Names the one browser that may work; null where none does.</param>
/// <param name="IsRemoved">No longer in the cohort: their work stays.</param>
public sealed record Sitting(
    string Session, string Member, string Person, string Name, string? Email, int TimePercent, TimeSpan Breaks, TimeSpan Extension,
    DateTimeOffset? Begun, DateTimeOffset? HandedIn, string? Device, bool IsRemoved);

/// <param name="Person">Under which drafts and attempts of the session are kept.</param>
/// <param name="Pass">Changes when a new personal link is made: a sign-in with an older one has ended.</param>
public sealed record SittingPass(string Person, string Name, string Pass);

public sealed record CohortSession(string Id, string Title, bool IsClosed);

/// <summary>What a submission is decided by, at one moment and within the transaction that accepts it.</summary>
/// <param name="Attempts">Of the student at this lab that count, those under way included.</param>
/// <param name="LastAccepted">When the last of them was accepted; null for the first.</param>
/// <param name="LastText">Of the last of them; null for the first.</param>
/// <param name="Waiting">How many of the student's attempts are under way, at any lab.</param>
public sealed record SubmissionFacts(
    DateTimeOffset Now, GradedSession Session, Sitting Sitting, string Lab, int Attempts, DateTimeOffset? LastAccepted, string? LastText, int Waiting);

/// <summary>Whether a submission is taken.</summary>
public abstract record SubmissionRuling
{
    private SubmissionRuling() { }

    public sealed record Take(bool IsLate) : SubmissionRuling;

    /// <param name="Reason">A sentence for the student.</param>
    /// <param name="RetryAfter">When the same may be accepted; null where never.</param>
    public sealed record Refuse(string Reason, string Remedy, TimeSpan? RetryAfter = null) : SubmissionRuling;
}

/// <param name="Key">Drawn by the browser: the same again is the same submission.</param>
/// <param name="Device">The browser that submits; null for the server's own handing in.</param>
public sealed record Submission(string Session, string Member, string Lab, string Text, string? Key, string? Device);

/// <summary>What came of a submission.</summary>
public abstract record SubmissionAnswer
{
    private SubmissionAnswer() { }

    public sealed record Accepted(Receipt Receipt) : SubmissionAnswer;

    /// <summary>The same was accepted before, under its key.</summary>
    public sealed record AlreadyAccepted(Receipt Receipt) : SubmissionAnswer;

    public sealed record KeyReused : SubmissionAnswer;

    public sealed record Refused(SubmissionRuling.Refuse Ruling) : SubmissionAnswer;

    /// <summary>Another browser has taken over; nothing was accepted from this one.</summary>
    public sealed record OtherDevice : SubmissionAnswer;

    public sealed record NotInSession : SubmissionAnswer;
}

/// <summary>What a student holds in the hand: with it, an appeal can show what was accepted and when.</summary>
/// <param name="Digest">SHA-256 of the text in UTF-8, in lower-case hex.</param>
/// <param name="Entry">Of the session's ledger.</param>
/// <param name="Head">That entry's hash.</param>
public sealed record Receipt(string Attempt, string Lab, string Digest, DateTimeOffset At, long Entry, string Head, bool IsLate);

/// <summary>An attempt of a session, with its sitting's student.</summary>
/// <param name="Digest">Of the lab's version that it ran with.</param>
/// <param name="Regrade">Whose it is, where it is no submission but a repetition with another version.</param>
/// <param name="RegradeOf">The submission that it repeats.</param>
public sealed record SessionAttempt(
    string Id, string Member, string Lab, string Digest, long Seed, DateTimeOffset Accepted, DateTimeOffset? Ended, bool IsLate,
    string? Verdict, int? Score, int? Max, string? Regrade, string? RegradeOf)
{
    /// <summary>The student's code; empty where it was not asked for.</summary>
    public string Snippet { get; init; } = "";

    /// <summary>The JSON object of the run's report; null where it was not asked for, or is not there yet.</summary>
    public string? Report { get; init; }

    /// <summary>Its signed record in JSON; null until it was judged, or where it was not asked for.</summary>
    public string? Record { get; init; }
}

/// <param name="Member">Whom it concerns; null for the whole session, or where they were erased.</param>
/// <param name="Salt">Base64; null once erased.</param>
/// <param name="Body">Canonical JSON; null once erased.</param>
/// <param name="Digest">HMAC-SHA-256 of the body under the salt, in hex.</param>
/// <param name="Hash">SHA-256 of the entry and of the hash before, in hex.</param>
public sealed record LedgerEntry(string Session, long Number, DateTimeOffset At, string Kind, string? Member, string? Salt, string? Body, string Digest, string Hash);

/// <param name="Points">In place of what was computed.</param>
public sealed record StoredOverride(string Member, string Lab, decimal Points, string Reason, string Staff, DateTimeOffset At);

/// <param name="Line">Of the attempt's text, from 1; 0 for the whole.</param>
public sealed record AttemptComment(string Id, string Attempt, int Line, string Text, string Staff, DateTimeOffset At);

public sealed record SessionMessage(long Number, string Text, string Staff, DateTimeOffset At);

/// <param name="Digest">Of the lab's other version.</param>
/// <param name="Published">When its results became the grades; null before.</param>
/// <param name="Waiting">How many of its runs have not ended.</param>
public sealed record Regrade(
    string Id, string Session, string Lab, string Digest, string Reason, string Staff, DateTimeOffset Made, DateTimeOffset? Published, DateTimeOffset? Withdrawn, int Runs, int Waiting);
