using BackendLabs.Sessions.Grading;

namespace BackendLabs.Sessions.Tests.Exports;

/// <summary>A gradebook with the names that break formats.</summary>
internal static class SampleBook
{
    public const string Hostile = "O'Neil, \"Zoë\"\r\n🎓 ]]> <b>&amp;\u0001\u001b[31m\ufffe";

    public static readonly GradebookLab CacheAside = new("caching/cache-aside", "Cache aside", 20m, 5);
    public static readonly GradebookLab Outbox = new("messaging/outbox", "Outbox, \"exactly\" once", 7.5m, 3);

    private static readonly DateTimeOffset At = new(2026, 10, 5, 11, 30, 15, TimeSpan.FromHours(2));

    private static readonly IReadOnlyList<CheckGrade> Checks =
    [
        new("hits", "reads from the cache", "passed", 2, 2, ""),
        new("misses", "fills the cache", "failed", 0, 2, "The second read went to the database.\nExpected: 1\u0000"),
        new("expires", "lets it expire", "not_run", 0, 1, "Needs fills the cache."),
    ];

    public static Gradebook Whole() => new("exam-1", "Exam 1", "autumn-2026", [CacheAside, Outbox],
    [
        Row("ada", "Ada Lovelace", "ada@example.edu", new LabGrade("a1", "failed", 2, 5, 8.3333m, At, 3, Late: false, Override: null, Checks)),
        Row("bob", "=1+1", null, new LabGrade("a2", "compile_error", 0, 5, 12.50m, At, 1, Late: true, new GradeOverride(12.50m, "+Illness, see \"mail\"", "grace", At), [])),
        Row("zoe", Hostile, "zoe@example.edu"),
        Row("dan", "Dan", null, new LabGrade(null, "", 0, 5, -1m, null, 0, Late: false, new GradeOverride(-1m, "Copied", "grace", At), [])),
    ]);

    /// <summary>A gradebook of one lab, where each student has the points.</summary>
    public static Gradebook OfPoints(decimal weight, params decimal[] points)
    {
        var lab = CacheAside with { Weight = weight };
        return new Gradebook("exam-1", "Exam 1", "autumn-2026", [lab], [.. points.Select((value, number) => Row($"s{number}", $"S {number}", null, new LabGrade("a", "passed", 1, 1, value, At, 1, Late: false, Override: null, [])))]);
    }

    public static GradebookRow Row(string id, string name, string? email, params IEnumerable<LabGrade> grades) =>
        new(id, name, email, grades.ToDictionary(_ => CacheAside.Id));
}
