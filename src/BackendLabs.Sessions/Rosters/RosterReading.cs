namespace BackendLabs.Sessions.Rosters;

/// <summary>The outcome of reading a roster's file: all of it, or every mistake in it.</summary>
public abstract record RosterReading
{
    private RosterReading() { }

    public sealed record Good(Roster Roster) : RosterReading;

    /// <param name="Problems">By line; at least one.</param>
    public sealed record Bad(IReadOnlyList<RosterProblem> Problems) : RosterReading;
}

/// <param name="Line">From 1.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Remedy">What to write or do instead.</param>
public sealed record RosterProblem(int Line, string Message, string Remedy);
