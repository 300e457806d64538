using BackendLabs.Sessions.Grading;

namespace BackendLabs.Sessions.Exports;

/// <summary>The headers of the labs' columns.</summary>
internal static class LabColumns
{
    /// <summary>Titles, with the lab's id where a title alone would be taken for another column.</summary>
    /// <param name="others">The headers of the other columns.</param>
    public static IReadOnlyList<string> Of(Gradebook gradebook, params IReadOnlyCollection<string> others) =>
        [.. gradebook.Labs.Select(lab => IsPlain(lab, gradebook.Labs, others) ? lab.Title : $"{lab.Title} [{lab.Id}]")];

    // Canvas takes a number in parentheses at the end for the id of an assignment, and would overwrite that one.
    private static bool IsPlain(GradebookLab lab, IReadOnlyList<GradebookLab> labs, IReadOnlyCollection<string> others) =>
        !labs.Any(other => other.Id != lab.Id && string.Equals(other.Title, lab.Title, StringComparison.OrdinalIgnoreCase))
        && !others.Contains(lab.Title, StringComparer.OrdinalIgnoreCase)
        && lab.Title.TrimEnd() is not [.., ')'];
}
