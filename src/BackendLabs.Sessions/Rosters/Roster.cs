namespace BackendLabs.Sessions.Rosters;

/// <summary>The students of a session, as a school's file lists them.</summary>
/// <param name="Students">In the order of the file; at least one.</param>
public sealed record Roster(IReadOnlyList<RosterStudent> Students);

/// <param name="Id">Unique in the roster, whatever the case.</param>
/// <param name="Name">First name first.</param>
/// <param name="Email">Null where the file has none.</param>
/// <param name="TimePercent">Of the usual time: 100 for the usual time, at most 400.</param>
/// <param name="Breaks">Added to the time; zero for most.</param>
/// <param name="Line">Of the file, from 1.</param>
public sealed record RosterStudent(string Id, string Name, string? Email, int TimePercent, TimeSpan Breaks, int Line);
