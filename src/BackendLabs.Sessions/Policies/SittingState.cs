namespace BackendLabs.Sessions.Policies;

/// <summary>Where a student stands in a session at one moment. Each moment in it holds as long as no pause moves it.</summary>
public abstract record SittingState
{
    private SittingState() { }

    /// <summary>Whether an attempt is accepted now.</summary>
    public bool Accepts => this is Working or Late;

    /// <param name="Opens">When students may begin.</param>
    public sealed record NotOpen(DateTimeOffset Opens) : SittingState;

    /// <param name="Until">They must begin before.</param>
    /// <param name="Deadline">Theirs, were they to begin now.</param>
    public sealed record MayBegin(DateTimeOffset Until, DateTimeOffset Deadline) : SittingState;

    /// <param name="LateUntil">The end of the late period; null where there is none.</param>
    public sealed record Working(DateTimeOffset Deadline, DateTimeOffset? LateUntil) : SittingState;

    /// <summary>After the deadline, in the late period.</summary>
    /// <param name="Until">Nothing is accepted from then on.</param>
    public sealed record Late(DateTimeOffset Deadline, DateTimeOffset Until) : SittingState;

    /// <summary>The session stands still: nobody begins and nothing is accepted.</summary>
    /// <param name="Since">When the pause began.</param>
    /// <param name="Deadline">If the pause ended now; null for a student who has not begun.</param>
    /// <param name="LateUntil">The same for the end of the late period; null without one.</param>
    public sealed record Paused(DateTimeOffset Since, DateTimeOffset? Deadline, DateTimeOffset? LateUntil) : SittingState;

    /// <param name="At">When the deadline, the late period, or for a student who never began the time to begin was over.</param>
    public sealed record Ended(DateTimeOffset At) : SittingState;

    /// <summary>By the student, before their time was over.</summary>
    public sealed record HandedIn(DateTimeOffset At) : SittingState;
}
