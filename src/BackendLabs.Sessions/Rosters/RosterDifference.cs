using BackendLabs.Labs;

namespace BackendLabs.Sessions.Rosters;

/// <summary>What an import of a file would change, for a dry run.</summary>
/// <param name="Comes">In the file alone, in its order.</param>
/// <param name="Goes">Not in the file any more, in the order of now.</param>
/// <param name="Changes">In both, with other values; in the order of the file.</param>
/// <param name="Same">The number of those in both with the same values.</param>
public sealed record RosterDifference(IReadOnlyList<RosterStudent> Comes, IReadOnlyList<RosterStudent> Goes, IReadOnlyList<RosterChange> Changes, int Same)
{
    public bool IsEmpty => Comes.Count + Goes.Count + Changes.Count == 0;

    /// <summary>Compares by id, whatever the case. Pure.</summary>
    /// <param name="now">Their ids are unique.</param>
    public static RosterDifference Between(IReadOnlyList<RosterStudent> now, Roster file)
    {
        var before = now.ToDictionary(student => CohortPerson.Folded(student.Id), StringComparer.Ordinal);
        var after = file.Students.Select(student => CohortPerson.Folded(student.Id)).ToHashSet(StringComparer.Ordinal);
        var both = file.Students
            .Where(student => before.ContainsKey(CohortPerson.Folded(student.Id)))
            .Select(student => RosterChange.Of(before[CohortPerson.Folded(student.Id)], student))
            .ToList();
        var changes = both.FindAll(change => change.Fields.Count > 0);
        return new RosterDifference(
            [.. file.Students.Where(student => !before.ContainsKey(CohortPerson.Folded(student.Id)))],
            [.. now.Where(student => !after.Contains(CohortPerson.Folded(student.Id)))],
            changes, both.Count - changes.Count);
    }
}

/// <param name="Fields">The values that differ; at least one.</param>
public sealed record RosterChange(RosterStudent Before, RosterStudent After, IReadOnlyList<RosterField> Fields)
{
    internal static RosterChange Of(RosterStudent before, RosterStudent after)
    {
        var fields = new List<RosterField>();
        if (before.Name != after.Name)
            fields.Add(RosterField.Name);
        if (before.Email != after.Email)
            fields.Add(RosterField.Email);
        if (before.TimePercent != after.TimePercent)
            fields.Add(RosterField.Time);
        if (before.Breaks != after.Breaks)
            fields.Add(RosterField.Breaks);
        return new RosterChange(before, after, fields);
    }
}

public enum RosterField
{
    Name,
    Email,
    Time,
    Breaks,
}
