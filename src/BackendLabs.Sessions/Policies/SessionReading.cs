using BackendLabs.Labs;

namespace BackendLabs.Sessions.Policies;

/// <summary>What reading a session's file came to: its whole policy, or every mistake in it at once.</summary>
public abstract record SessionReading
{
    private SessionReading() { }

    public sealed record Good(SessionPolicy Policy) : SessionReading;

    /// <param name="Problems">At least one, by line and column.</param>
    public sealed record Bad(IReadOnlyList<LabProblem> Problems) : SessionReading;
}
