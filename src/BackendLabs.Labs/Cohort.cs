using BackendLabs.Labs.Cohorts;
using BackendLabs.Labs.Reading;

namespace BackendLabs.Labs;

/// <summary>A class, as its file describes it.</summary>
/// <param name="Id">Lower-case words joined by dashes; never changes.</param>
/// <param name="Name">For people to read.</param>
/// <param name="People">Staff first, each in the order of the file.</param>
public sealed record Cohort(string Id, string Name, IReadOnlyList<CohortPerson> People)
{
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
