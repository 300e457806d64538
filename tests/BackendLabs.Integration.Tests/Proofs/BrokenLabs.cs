using BackendLabs.Grader;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Proofs;

/// <summary>Each mistake that an author can make in a lab is found by the step that is there for it.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class BrokenLabs : LiveRunner
{
    protected override bool IsAlone => true;

    private static readonly SmallLab Sound = new()
    {
        Checks = """
            var number = 0;
            Given(seed => number = seed.Int(2, 1_000_000));
            Check("doubles", points: 1, "doubles a number", async () =>
                Expect(await Snippet.CallAsync<int>("Twice", number), Is.EqualTo(number * 2), "Twice."));
            """,
        Wrong = new Dictionary<string, (string, string)> { ["adds-two"] = ("doubles", "int Twice(int number) => number + 3;") },
    };

    [Test]
    public async Task A_sound_lab_passes_every_step()
    {
        var report = await ValidateAsync(Sound);

        Assert.That(report.Passed, Is.True, () => Of(report));
        Assert.That(report.Steps.Select(step => step.Name), Is.EqualTo(new[] { "links", "texts", "checks", "rules", "solutions", "starter", "wrong solutions", "coverage", "order", "probes" }));
    }

    [Test]
    public async Task A_check_that_passes_for_empty_bodies_is_found() => await AssertFindsAsync(
        Sound with { Checks = Sound.Checks + "\nCheck(\"runs\", points: 1, \"runs\", async () => await Snippet.CallAsync<int>(\"Twice\", 1));", Wrong = With(("throws", "runs, doubles", "int Twice(int number) => throw new Exception();")) },
        "probes", "The check \"runs\" gives 1 point to a snippet whose entries do nothing");

    [Test]
    public async Task A_check_that_passes_for_replayed_answers_is_found() => await AssertFindsAsync(
        Sound with { Checks = "Check(\"doubles\", points: 1, \"doubles\", async () => Expect(await Snippet.CallAsync<int>(\"Twice\", 21), Is.EqualTo(42), \"Twice.\"));" },
        "probes", "the reference's answers to another seed, replayed");

    [Test]
    public async Task A_check_that_passes_for_an_untouched_service_is_found() => await AssertFindsAsync(
        new SmallLab
        {
            Services = "{ db: sqlite }",
            Seed = "create table note (text text);",
            Entries = ["string Keep(SqliteConnection db, string text)"],
            Checks = """
                var word = "";
                Given(seed => word = seed.Token(12));
                Check("keeps", points: 1, "keeps a note", async () =>
                    Expect(await Snippet.CallAsync<string>("Keep", word), Is.EqualTo(word + "!"), "The note."));
                """,
            Starter = "string Keep(SqliteConnection db, string text) => \"\";",
            Reference = "string Keep(SqliteConnection db, string text) => text + \"!\";",
            Wrong = With(("no-mark", "keeps", "string Keep(SqliteConnection db, string text) => text;")),
        },
        "probes", "the reference at work on a copy");

    [TestCase("create table note (text text);\n\ninsert into notes values ('a');", "no such table: notes", 3)]
    [TestCase("create table note (text text);\ninsert into note with recursive n(i) as (select 1 union all select i + 1 from n) select i from n where i < 0;", "had not ended 10 seconds after", 2)]
    public async Task A_seed_that_cannot_be_used_is_found_with_its_line(string seed, string words, int line)
    {
        var report = await ValidateAsync(Sound with { Services = "{ db: sqlite }", Seed = seed }, "starter");

        Assert.That(report.Passed, Is.False);
        var problem = report.Steps.SelectMany(step => step.Problems).Single();
        Assert.That((problem.File, problem.Line), Is.EqualTo((SmallLab.Id + "/seed.sql", line)), () => Of(report));
        Assert.That(problem.Message, Does.Contain(words));
    }

    [Test]
    public async Task A_solution_that_fails_is_found() => await AssertFindsAsync(
        Sound with { Alternatives = new Dictionary<string, string> { ["other"] = "int Twice(int number) => number * 3;" } },
        "solutions", "This solution does not pass \"doubles\"");

    [Test]
    public async Task A_solution_that_does_not_compile_is_found_with_its_line() => await AssertFindsAsync(
        Sound with { Alternatives = new Dictionary<string, string> { ["other"] = "int Twice(int number) =>\n    nuber * 2;" } },
        "solutions", "nuber", line: 2);

    [Test]
    public async Task A_wrong_solution_that_passes_is_found() => await AssertFindsAsync(
        Sound with { Wrong = With(("right", "doubles", "int Twice(int number) => number + number;")) },
        "wrong solutions", "passes every check");

    [Test]
    public async Task A_wrong_solution_that_fails_another_check_is_found() => await AssertFindsAsync(
        Sound with
        {
            Checks = Sound.Checks + "\nCheck(\"negative\", points: 1, \"doubles what is below zero\", async () => Expect(await Snippet.CallAsync<int>(\"Twice\", -number), Is.EqualTo(-2 * number), \"Twice.\"));",
            Wrong = With(("no-sign", "doubles", "int Twice(int number) => Math.Abs(number) * 2;"), ("adds-two", "doubles, negative", "int Twice(int number) => number + 3;")),
        },
        "wrong solutions", "fails negative, not doubles");

    [Test]
    public async Task A_check_that_no_wrong_solution_fails_is_found() => await AssertFindsAsync(
        Sound with { Wrong = With() }, "coverage", "No wrong solution fails the check \"doubles\"", line: 3);

    [Test]
    public async Task A_wrong_solution_that_names_an_unknown_check_is_found() => await AssertFindsAsync(
        Sound with { Wrong = With(("adds-two", "doubels", "int Twice(int number) => number + 3;")) }, "checks", "doubels");

    [Test]
    public async Task A_starter_that_crashes_is_found() => await AssertFindsAsync(
        Sound with { Starter = "int Twice(int number) => throw new NotImplementedException();" }, "starter", "does not fail \"doubles\" in an ordinary way");

    [Test]
    public async Task A_starter_that_passes_is_found() => await AssertFindsAsync(
        Sound with { Starter = Sound.Reference }, "starter", "The starter passes every check");

    [Test]
    public async Task Checks_that_depend_on_their_order_are_found() => await AssertFindsAsync(
        Sound with
        {
            Checks = """
                var number = 0;
                Given(seed => number = seed.Int(2, 1_000_000));
                Check("doubles", points: 1, "doubles a number", async () =>
                {
                    Environment.SetEnvironmentVariable("DOUBLED", number.ToString());
                    Expect(await Snippet.CallAsync<int>("Twice", number), Is.EqualTo(number * 2), "Twice.");
                });
                Check("again", points: 1, "doubles it again", async () =>
                {
                    var before = Environment.GetEnvironmentVariable("DOUBLED");
                    Environment.SetEnvironmentVariable("DOUBLED", null);
                    Expect(await Snippet.CallAsync<int>("Twice", number), Is.EqualTo(before is null ? -1 : number * 2), "Twice.");
                });
                """,
            Wrong = With(("adds-two", "doubles, again", "int Twice(int number) => number + 3;")),
        },
        "order", "\"again\" passes in the lab's order but not in the order");

    [TestCase("Chek(\"doubles\", 1, \"doubles\", () => { });", 1, "Chek", TestName = "A check script that does not compile is found with its line")]
    [TestCase("\nthrow new FormatException(\"early\");\n#pragma warning disable\nCheck(\"doubles\", 1, \"doubles\", () => { });", 2, "early", TestName = "A check script that throws at its top level is found with its line")]
    [TestCase("Check(\"doubles\", 1, \"doubles\", () => { });\nCheck(\"doubles\", 1, \"doubles\", () => { });", 2, "used twice", TestName = "A check id used twice is found with its line")]
    [TestCase("Check(\"doubles\", 0, \"doubles\", () => { });", 1, "0 points", TestName = "A check of no points is found with its line")]
    [TestCase("Check(\"Doubles It\", 1, \"doubles\", () => { });", 1, "no check id", TestName = "A check id of another form is found with its line")]
    [TestCase("Check(\"doubles\", 1, \"\", () => { });", 1, "no title", TestName = "A check without a title is found with its line")]
    [TestCase("Check(\"doubles\", 1, \"doubles\", \"before\", async () => { });", 1, "needs \"before\"", TestName = "A need that is not declared before is found with its line")]
    [TestCase("var nothing = 0;", 1, "declares no check", TestName = "A check script without a check is found")]
    [TestCase("bool on = true;\nwhile (on) { }\nCheck(\"doubles\", 1, \"doubles\", () => { });", 1, "did not end within", TestName = "A check script that never ends at its top level is found")]
    public async Task Script(string checks, int? line, string words) =>
        await AssertFindsAsync(Sound with { Checks = checks }, "checks", words, line);

    [Test]
    public async Task A_check_that_throws_is_one_problem_at_its_place()
    {
        var report = await ValidateAsync(Sound with { Checks = """
            var number = 0;
            Given(seed => number = seed.Int(2, 1_000_000));
            Check("doubles", points: 1, "doubles a number", async () =>
            {
                var twice = await Snippet.CallAsync<int>("Twice", number);
                object? nothing = null;
                Expect(nothing!.ToString(), Is.EqualTo($"{twice}"), "Twice.");
            });
            """ });

        var problem = report.Steps.SelectMany(step => step.Problems).Single();
        Assert.That((problem.File, problem.Line, problem.Column), Is.EqualTo((SmallLab.Id + "/checks.csx", (int?)7, (int?)5)), () => Of(report));
        Assert.That(problem.Message, Does.StartWith("The check \"doubles\" threw NullReferenceException").And.Contain("solutions/reference.csx"));
        Assert.That(report.NotProved.Select(left => left.Step), Is.EqualTo(ValidationOptions.Steps));
    }

    [Test]
    public async Task A_check_that_throws_for_wrong_answers_alone_is_one_problem_too()
    {
        var report = await ValidateAsync(Sound with
        {
            Entries = ["string Twice(int number)"],
            Checks = """
                var number = 0;
                Given(seed => number = seed.Int(2, 1_000_000));
                Check("doubles", points: 1, "doubles a number", async () =>
                {
                    var twice = await Snippet.CallAsync<string>("Twice", number);
                    Expect(int.Parse(twice), Is.EqualTo(number * 2), "Twice.");
                });
                """,
            Reference = "string Twice(int number) => $\"{number * 2}\";",
            Starter = "string Twice(int number) => \"\";",
            Wrong = With(("words", "doubles", "string Twice(int number) => \"two\";"), ("adds-two", "doubles", "string Twice(int number) => $\"{number + 3}\";")),
        });

        var problem = report.Steps.SelectMany(step => step.Problems).Single(problem => problem.File.EndsWith("checks.csx", StringComparison.Ordinal));
        Assert.That(problem.Line, Is.EqualTo(6), () => Of(report));
        Assert.That(problem.Message, Does.Contain("FormatException"));
        Assert.That(report.Steps.Sum(step => step.Problems.Count), Is.EqualTo(1), () => Of(report));
    }

    [TestCase("{ wall: 300ms }", "int Twice(int number) { Thread.Sleep(600); return number * 2; }", "`limits.wall` is too small", 8, 11)]
    [TestCase("{ memory: 64MB, wall: 8s }", "int Twice(int number) { var all = Enumerable.Range(0, 1_500).Select(one => Enumerable.Repeat((byte)1, 100_000).ToArray()).ToList(); return number * 2 + all[7][8] - 1; }", "`limits.memory` is too small", 8, 11)]
    public async Task A_limit_below_what_the_reference_needs_is_named_in_lab_yaml(string limits, string reference, string words, int line, int column)
    {
        var report = await ValidateAsync(Sound with { Limits = limits, Reference = reference });

        Assert.That(report.Steps.Sum(step => step.Problems.Count), Is.EqualTo(1), () => Of(report));
        var problem = report.Steps.SelectMany(step => step.Problems).Single();
        Assert.That((problem.File, problem.Line, problem.Column), Is.EqualTo((SmallLab.Id + "/lab.yaml", (int?)line, (int?)column)), () => Of(report));
        Assert.That(problem.Message, Does.StartWith(words).And.Contain("doubles"));
    }

    [TestCase("Given(seed => number = 21);", "Given draws nothing from the seed")]
    [TestCase("Given(seed => number = seed.Int(21, 21));", "Given draws the same for each seed")]
    public async Task An_arrangement_that_is_the_same_for_each_seed_is_named(string given, string words)
    {
        var report = await ValidateAsync(Sound with { Checks = Sound.Checks.Replace("Given(seed => number = seed.Int(2, 1_000_000));", given, StringComparison.Ordinal) });

        var problem = report.Steps.SelectMany(step => step.Problems).Single();
        Assert.That((problem.File, problem.Line), Is.EqualTo((SmallLab.Id + "/checks.csx", (int?)2)), () => Of(report));
        Assert.That(problem.Message, Does.StartWith(words));
    }

    [Test]
    public async Task A_seed_and_a_script_that_are_both_wrong_are_told_at_once()
    {
        var report = await ValidateAsync(Sound with { Services = "{ db: sqlite }", Seed = "create tabel note (text text);", Checks = Sound.Checks.Replace("points: 1", "points: 0", StringComparison.Ordinal) }, "starter");

        Assert.That(report.Steps.SelectMany(step => step.Problems).Select(problem => (problem.File, problem.Line)), Is.EquivalentTo(new[]
        {
            (SmallLab.Id + "/checks.csx", (int?)3), (SmallLab.Id + "/seed.sql", 1),
        }), () => Of(report));
    }

    [Test]
    public async Task A_script_that_cannot_be_used_hides_no_answer_that_does_not_compile()
    {
        var report = await ValidateAsync(Sound with { Checks = "Chek(\"doubles\", 1, \"doubles\", () => { });", Reference = "int Twice(int number) =>\n    nuber * 2;" }, "starter");

        Assert.That(report.Steps.SelectMany(step => step.Problems).Select(problem => (problem.File, problem.Line)), Is.EquivalentTo(new[]
        {
            (SmallLab.Id + "/checks.csx", (int?)1), (SmallLab.Id + "/solutions/reference.csx", 2),
        }), () => Of(report));
    }

    [Test]
    public async Task What_the_script_s_text_shows_is_found_beside_what_its_runs_show()
    {
        var report = await ValidateAsync(Sound with { Checks = Sound.Checks + "\nCheck(\"fine\", points: 1, \"is fine\", async () => { await Task.Delay(5); Expect(true, \"Fine.\"); });" });

        Assert.That(report.Steps.Single(step => step.Name == "checks").Problems.Single().Message, Does.Contain("cannot fail: `true` is always true"), () => Of(report));
        Assert.That(report.Steps.Single(step => step.Name == "checks").Warnings!.Single().Message, Does.Contain("waits a fixed time"));
        Assert.That(report.Steps.Single(step => step.Name == "probes").Problems, Is.Not.Empty);
    }

    [Test]
    public async Task Checks_that_have_changed_stop_no_proof()
    {
        var lab = Sound.Read();
        LabProblem unnoted = new($"{SmallLab.Id}/lab.yaml", 10, 5, "The checks have changed since version 1 was noted.", "Note it.");

        var report = await Runner.ValidateAsync(lab, new ValidationOptions(Mutants: false) { Misread = [unnoted], IsUnnoted = true }, progress: null, CancellationToken.None);

        Assert.That(report.Steps.SelectMany(step => step.Problems), Is.EqualTo(new[] { unnoted }), () => Of(report));
        Assert.That(report.Steps.Select(step => step.Name), Does.Contain("probes"));
    }

    [Test]
    public async Task Seeds_are_told_and_repeat_and_what_was_left_out_is_told_too()
    {
        var report = await Runner.ValidateAsync(Sound.Read(), new ValidationOptions(Seeds: 2, Mutants: false) { FirstSeed = 42, Only = ["starter"] }, progress: null, CancellationToken.None);

        Assert.That(report.Seeds, Is.EqualTo(new long[] { 42, 42 + 1_000_003 }));
        Assert.That(report.NotProved, Is.EqualTo(ValidationOptions.Steps.Where(step => step != "starter").Select(step => new UnprovedStep(step, "--only starter"))));
    }

    private async Task AssertFindsAsync(SmallLab lab, string step, string words, int? line = null)
    {
        var report = await ValidateAsync(lab, Running(step));

        Assert.That(report.Passed, Is.False);
        var problems = report.Steps.Where(found => found.Name == step).SelectMany(found => found.Problems).ToList();
        Assert.That(problems.Select(problem => problem.Message), Has.Some.Contains(words), () => Of(report));
        var problem = problems.First(problem => problem.Message.Contains(words, StringComparison.Ordinal));
        Assert.That(problem.Suggestion, Is.Not.Empty);
        Assert.That(problem.File, Does.StartWith(SmallLab.Id + "/"));
        if (line is not null)
            Assert.That(problem.Line, Is.EqualTo(line), () => problem.ToString());
    }

    // The step that is there for the mistake; where none of them runs a snippet, the shortest.
    private static string Running(string step) => step switch
    {
        "wrong solutions" => "wrong",
        "solutions" or "order" or "probes" => step,
        _ => "starter",
    };

    private Task<ValidationReport> ValidateAsync(SmallLab lab, params string[] only) =>
        Runner.ValidateAsync(lab.Read(), new ValidationOptions(Mutants: false) { Only = only }, progress: null, CancellationToken.None);

    private static Dictionary<string, (string Fails, string Text)> With(params (string Name, string Fails, string Text)[] wrong) =>
        wrong.ToDictionary(one => one.Name, one => (one.Fails, one.Text));

    private static string Of(ValidationReport report) =>
        string.Join('\n', report.Steps.SelectMany(step => step.Problems.Select(problem => $"{step.Name}: {problem.Message}")));
}
