using BackendLabs.Labs;
using BackendLabs.Store;

namespace BackendLabs.Web.Cohorts;

/// <summary>A class's students and how far each is, for those who teach it.</summary>
public sealed class ClassView
{
    // Whoever has tried so often, or for so long, may be glad of a word.
    private const int ManyAttempts = 6;
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(30);

    private readonly ILookup<string, MemberStanding> _standings;

    private ClassView(IReadOnlyList<CohortMember> students, IReadOnlyList<MemberStanding> standings)
    {
        Students = students;
        _standings = standings.ToLookup(standing => standing.Person, StringComparer.Ordinal);
    }

    public IReadOnlyList<CohortMember> Students { get; }

    public static async Task<ClassView> OfAsync(LabStore store, Cohort cohort, CancellationToken cancellationToken) => new(
        [.. (await store.Cohorts.MembersAsync(cohort.Id, cancellationToken)).Where(member => member.Role is CohortRole.Student)],
        await store.Cohorts.StandingsAsync(cohort.Id, cancellationToken));

    public MemberStanding? this[CohortMember student, string lab] => _standings[student.Person].FirstOrDefault(standing => standing.Lab == lab);

    public int PassedOf(CohortMember student) => _standings[student.Person].Count(standing => standing.Passed);

    public static bool IsStuck(MemberStanding standing) =>
        !standing.Passed && (standing.Attempts >= ManyAttempts || standing.Last - standing.First > Long);

    public bool IsStuck(CohortMember student) => _standings[student.Person].Any(IsStuck);

    /// <summary>In the order asked for: <c>name</c>, <c>passed</c> (fewest first), <c>seen</c> (longest ago first), <c>stuck</c>.</summary>
    public IEnumerable<CohortMember> Sorted(string? by) => by switch
    {
        "passed" => Students.OrderBy(PassedOf),
        "seen" => Students.OrderBy(student => student.Seen ?? DateTimeOffset.MinValue),
        "stuck" => Students.OrderByDescending(IsStuck),
        _ => Students,
    };
}
