using BackendLabs.Labs.Cohorts;
using BackendLabs.Labs.Reading;

namespace BackendLabs.Labs;

/// <summary>A class, as its file describes it.</summary>
/// <param name="Id">Lower-case words joined by dashes; never changes.</param>
/// <param name="Name">For people to read.</param>
/// <param name="People">Staff first, each in the order of the file.</param>
public sealed record Cohort(string Id, string Name, IReadOnlyList<CohortPerson> People)
{
    public const int MostPeople = 2_000;

    /// <summary>Whether a text can be a class's id.</summary>
    public static bool IsId(string text) => LabNames.IsWords(text) && text.Length <= CohortPerson.LongestId;

    /// <summary>Reads a class's file: whole, or with every mistake in it named at once.</summary>
    public static CohortReading Read(string path)
    {
        var log = new ProblemLog();
        var cohort = CohortFile.Read(path, log.For(Path.GetFileName(path)));
        return cohort is null || log.Count > 0 ? new CohortReading.Bad(log.Sorted()) : new CohortReading.Good(cohort);
    }
}

/// <param name="Id">By which the school knows them; unique in the class, whatever the case.</param>
public sealed record CohortPerson(string Id, string Name, CohortRole Role)
{
    public const int LongestId = 64;
    public const int LongestName = 120;

    /// <summary>Whether a text can be an id: letters and digits of ASCII and <c>. _ @ -</c>, at most <see cref="LongestId"/> of them.</summary>
    public static bool IsId(string text) =>
        text.Length is > 0 and <= LongestId && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '@' or '-');

    /// <summary>Whether a text can be a name: one line of at most <see cref="LongestName"/> characters, none of them a control character.</summary>
    public static bool IsName(string text) => text.Length is > 0 and <= LongestName && !text.Any(char.IsControl);

    /// <summary>The form in which ids are compared.</summary>
    public static string Folded(string id) => id.Trim().ToLowerInvariant();
}

public enum CohortRole
{
    Student,

    /// <summary>Sees the whole class.</summary>
    Staff,
}

/// <summary>What reading a class's file came to.</summary>
public abstract record CohortReading
{
    private CohortReading() { }

    public sealed record Good(Cohort Cohort) : CohortReading;

    /// <param name="Problems">By line.</param>
    public sealed record Bad(IReadOnlyList<LabProblem> Problems) : CohortReading;
}
