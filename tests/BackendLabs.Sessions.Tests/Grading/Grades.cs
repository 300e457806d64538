using BackendLabs.Sessions.Grading;
using BackendLabs.Sessions.Policies;
using BackendLabs.Sessions.Tests.Policies;
using FsCheck;
using FsCheck.Fluent;

namespace BackendLabs.Sessions.Tests.Grading;

public sealed class Grades
{
    private static readonly DateTimeOffset Start = new(2026, 12, 3, 9, 0, 0, TimeSpan.FromHours(2));
    private static readonly SessionPolicy Best = SessionText.Good(SessionText.Whole);
    private static readonly SessionPolicy Last = Best with { Counts = CountedAttempt.Last };
    private static readonly GradeOverride Set = new(1.25m, "The machine was down.", "grace", Start);

    private static readonly Gen<JudgedAttempt> AnyAttempt =
        from minute in Gen.Choose(0, 1000)
        from max in Gen.Choose(1, 30)
        from score in Gen.Choose(0, max)
        from late in Gen.Elements(true, false)
        from verdict in Gen.Elements("passed", "failed", "compile_error", "infrastructure_error")
        select Attempt($"a{minute}", score, max, minute, late, verdict);

    private static readonly Gen<(JudgedAttempt[] Attempts, decimal Weight)> Cases =
        from attempts in AnyAttempt.ListOf()
        from weight in Gen.Choose(1, 100_000)
        select (attempts.DistinctBy(attempt => attempt.Accepted).ToArray(), weight / 100m);

    [Test]
    public void A_whole_pass_is_the_whole_weight() =>
        Assert.That(GradeOf.Lab([Attempt("a", 7, 7, 1)], 1.5m, Best)!.Points, Is.EqualTo(1.5m));

    [Test]
    public void Points_are_the_share_of_the_weight_without_rounding()
    {
        Assert.That(GradeOf.Lab([Attempt("a", 3, 4, 1)], 1.1m, Best)!.Points, Is.EqualTo(0.825m));
        Assert.That(GradeOf.Lab([Attempt("a", 1, 3, 1)], 1, Best)!.Points, Is.EqualTo(1m / 3));
    }

    [Test]
    public void A_late_attempt_loses_the_percent()
    {
        var grade = GradeOf.Lab([Attempt("a", 5, 5, 1, late: true)], 2, Best)!;
        Assert.That((grade.Points, grade.Late), Is.EqualTo((1.6m, true)));
    }

    [Test]
    public void The_best_is_the_one_with_most_points_after_the_late_percent()
    {
        var grade = GradeOf.Lab([Attempt("on-time", 9, 10, 1), Attempt("late", 10, 10, 2, late: true)], 1, Best)!;
        Assert.That((grade.Attempt, grade.Points, grade.Attempts), Is.EqualTo(("on-time", 0.9m, 2)));
    }

    [Test]
    public void Of_equals_the_first_is_the_best() =>
        Assert.That(GradeOf.Lab([Attempt("third", 5, 5, 3), Attempt("first", 5, 5, 1), Attempt("second", 5, 5, 2)], 1, Best)!.Attempt, Is.EqualTo("first"));

    [Test]
    public void The_last_counts_where_it_is_worse_too()
    {
        var grade = GradeOf.Lab([Attempt("b", 1, 5, 2), Attempt("a", 5, 5, 1)], 1, Last)!;
        Assert.That((grade.Attempt, grade.Points, grade.At), Is.EqualTo(("b", 0.2m, Start.AddMinutes(2))));
    }

    [Test]
    public void An_infrastructure_error_is_no_attempt()
    {
        var broken = Attempt("broken", 5, 5, 3, verdict: "infrastructure_error");
        var grade = GradeOf.Lab([Attempt("a", 1, 5, 1), broken], 1, Last)!;

        Assert.That((grade.Attempt, grade.Attempts), Is.EqualTo(("a", 1)));
        Assert.That(GradeOf.Lab([broken], 1, Best), Is.Null);
    }

    [Test]
    public void The_grade_has_the_checks_of_its_attempt()
    {
        CheckGrade[] checks = [new("served-from-cache", "It is served from the cache", "failed", 0, 5, "It asked the database.")];
        var grade = GradeOf.Lab([Attempt("a", 0, 5, 1, verdict: "failed") with { Checks = checks }], 1, Best)!;
        Assert.That((grade.Verdict, grade.Score, grade.Max, grade.Checks), Is.EqualTo(("failed", 0, 5, checks)));
    }

    [Test]
    public void An_override_takes_the_place_of_the_points_alone()
    {
        var grade = GradeOf.Lab([Attempt("a", 5, 5, 1)], 2, Best, Set)!;
        Assert.That((grade.Points, grade.Attempt, grade.Override), Is.EqualTo((1.25m, "a", Set)));
    }

    [Test]
    public void Staff_set_a_grade_without_an_attempt()
    {
        var grade = GradeOf.Lab([], 2, Best, Set)!;
        Assert.That((grade.Points, grade.Attempt, grade.Verdict, grade.Attempts, grade.At), Is.EqualTo((1.25m, (string?)null, "none", 0, (DateTimeOffset?)null)));
    }

    [Test]
    public void Nothing_handed_in_is_no_grade() => Assert.That(GradeOf.Lab([], 2, Best), Is.Null);

    [Test]
    public void A_lab_without_points_gives_none() => Assert.That(GradeOf.Lab([Attempt("a", 0, 0, 1)], 2, Best)!.Points, Is.Zero);

    [Test]
    public void More_attempts_never_lower_the_best() => Holds(one =>
    {
        for (var count = 1; count < one.Attempts.Length; count++)
        {
            var fewer = GradeOf.Lab(one.Attempts[..count], one.Weight, Best)?.Points ?? 0;
            Assert.That(GradeOf.Lab(one.Attempts[..(count + 1)], one.Weight, Best)?.Points ?? 0, Is.GreaterThanOrEqualTo(fewer));
        }
    });

    [Test]
    public void Points_are_never_negative_nor_above_the_weight() => Holds(one =>
    {
        foreach (var policy in new[] { Best, Last })
            Assert.That(GradeOf.Lab(one.Attempts, one.Weight, policy)?.Points ?? 0, Is.InRange(0m, one.Weight));
    });

    [Test]
    public void The_last_is_never_better_than_the_best() => Holds(one =>
        Assert.That(GradeOf.Lab(one.Attempts, one.Weight, Last)?.Points ?? 0, Is.LessThanOrEqualTo(GradeOf.Lab(one.Attempts, one.Weight, Best)?.Points ?? 0)));

    [Test]
    public void An_override_always_wins() => Holds(one =>
        Assert.That(GradeOf.Lab(one.Attempts, one.Weight, Best, Set)!.Points, Is.EqualTo(Set.Points)));

    [Test]
    public void The_order_of_the_list_does_not_matter() => Holds(one =>
    {
        foreach (var policy in new[] { Best, Last })
            Assert.That(GradeOf.Lab([.. one.Attempts.Reverse()], one.Weight, policy), Is.EqualTo(GradeOf.Lab(one.Attempts, one.Weight, policy)));
    });

    [Test]
    public void Without_infrastructure_errors_the_grade_is_the_same() => Holds(one =>
        Assert.That(GradeOf.Lab([.. one.Attempts.Where(attempt => attempt.Verdict != "infrastructure_error")], one.Weight, Best), Is.EqualTo(GradeOf.Lab(one.Attempts, one.Weight, Best))));

    private static void Holds(Action<(JudgedAttempt[] Attempts, decimal Weight)> claim) => Prop.ForAll(Arb.From(Cases), claim).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static JudgedAttempt Attempt(string id, int score, int max, int minute, bool late = false, string verdict = "passed") =>
        new(id, verdict, score, max, Start.AddMinutes(minute), late, []);
}
