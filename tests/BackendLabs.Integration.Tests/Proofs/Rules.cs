using BackendLabs.Grader;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Proofs;

/// <summary>What a lesson demands, proved on labs that run: each rule is broken, and told to whoever breaks it.</summary>
internal sealed class Rules : LiveRunner
{
    private static readonly SmallLab Sound = new()
    {
        Lesson = "# A small lab\n\n`Twice` gives **exactly** twice the number. It keeps its sign.\n",
        Checks = """
            var number = 0;
            Given(seed => number = seed.Int(2, 1_000_000));
            Check("doubles", points: 1, "doubles a number", async () =>
            {
                Expect(await Snippet.CallAsync<int>("Twice", number), Is.EqualTo(number * 2), "Twice.", rule: "exactly");
                Expect(await Snippet.CallAsync<int>("Twice", -number), Is.EqualTo(number * -2), "Twice of what is below zero.", rule: "sign");
            });
            """,
        Rules =
        [
            "{ id: exactly, sentence: \"Twice gives exactly twice the number.\", checks: [doubles] }",
            "{ id: sign, sentence: \"It keeps its sign.\", checks: [doubles] }",
        ],
        Wrong = new Dictionary<string, (string, string)>
        {
            ["adds-two"] = ("doubles", "// breaks: exactly\nint Twice(int number) => number + 3;"),
            ["no-sign"] = ("doubles", "// breaks: sign\nint Twice(int number) => Math.Abs(number) * 2;"),
        },
    };

    [Test]
    public async Task A_lab_whose_rules_are_all_broken_and_told_is_sound()
    {
        var report = await ValidateAsync(Sound);
        Assert.That(report.Passed, Is.True, () => Of(report));
        Assert.That(report.Steps.SelectMany(step => step.Warnings ?? []), Is.Empty);
        Assert.That(report.Steps.Single(step => step.Name == "rules").Detail, Is.EqualTo("2 of the lesson, each broken by a wrong solution"));
    }

    [Test]
    public async Task The_broken_rule_is_quoted_beside_the_failure()
    {
        var report = await RunAsync(Sound.Read(), "int Twice(int number) => Math.Abs(number) * 2;");
        Assert.That(report.Checks.Single().Rule, Is.EqualTo(new BrokenRule("sign", "It keeps its sign.")), () => Words.Of(report));
    }

    [Test]
    public async Task A_check_that_does_not_say_which_of_its_rules_is_pointed_at()
    {
        var report = await ValidateAsync(Sound with { Checks = Sound.Checks.Replace(", rule: \"sign\"", "", StringComparison.Ordinal) });
        Assert.That(report.Passed, Is.True, () => Of(report));
        var warning = report.Steps.Single(step => step.Name == "wrong solutions").Warnings!.Single();
        Assert.That((warning.File, warning.Line), Is.EqualTo((SmallLab.Id + "/checks.csx", 3)));
        Assert.That(warning.Message, Does.StartWith("The check \"doubles\" holds several rules and failed without naming one"));
    }

    [Test]
    public async Task A_wrong_solution_that_breaks_another_rule_than_it_says_is_found() => await AssertFindsAsync(
        Sound with { Wrong = With(Sound, ("no-sign", "doubles", "// breaks: exactly\nint Twice(int number) => Math.Abs(number) * 2;"), ("minus", "doubles", "// breaks: sign\nint Twice(int number) => number < 0 ? 0 : number * 2;")) },
        "wrong solutions", SmallLab.Id + "/wrong/no-sign.csx:2", "The check \"doubles\" fails it by the rule `sign`, which it does not say it breaks: Twice of what is below zero.");

    [Test]
    public async Task A_rule_that_no_failure_names_is_found() => await AssertFindsAsync(
        Sound with { Wrong = With(Sound, ("no-sign", "doubles", "// breaks: exactly, sign\nint Twice(int number) => 3;")) },
        "wrong solutions", SmallLab.Id + "/lab.yaml:", "No failure of a wrong solution names the rule `sign`");

    [Test]
    public async Task A_rule_that_a_check_makes_up_is_found_though_the_answer_is_right() => await AssertFindsAsync(
        Sound with { Checks = Sound.Checks.Replace("\"sign\"", "\"sing\"", StringComparison.Ordinal) },
        "checks", SmallLab.Id + "/checks.csx:6", "It names the rule \"sing\". Those with this check in lab.yaml are: exactly, sign.");

    [Test]
    public async Task A_sentence_that_is_not_in_the_lesson_is_found() => await AssertFindsAsync(
        Sound with { Lesson = "# A small lab\n\nTwice gives exactly twice the number.\n" },
        "rules", SmallLab.Id + "/lab.yaml:", "The sentence of the rule `sign` is not in the lesson");

    [Test]
    public async Task A_lab_that_states_no_rules_is_good_with_a_warning()
    {
        var report = await ValidateAsync(new SmallLab { Wrong = With(new SmallLab(), ("adds-two", "doubles", "int Twice(int number) => number + 3;")) });
        Assert.That(report.Passed, Is.True, () => Of(report));
        Assert.That(report.Steps.Single(step => step.Name == "rules").Warnings!.Single().Message, Does.StartWith("The lab has no `rules`"));
    }

    private async Task AssertFindsAsync(SmallLab lab, string step, string place, string words)
    {
        var report = await ValidateAsync(lab);
        Assert.That(report.Passed, Is.False);
        var problems = report.Steps.Where(found => found.Name == step).SelectMany(found => found.Problems).ToList();
        Assert.That(problems.Select(problem => $"{problem.File}:{problem.Line} {problem.Message}"), Has.Some.StartsWith(place).And.Some.Contains(words), () => Of(report));
    }

    private async Task<ValidationReport> ValidateAsync(SmallLab lab)
    {
        using var limit = new CancellationTokenSource(Patience);
        return await Runner.ValidateAsync(lab.Read(), new ValidationOptions(Seeds: 1, Mutants: false) { Only = ["solutions", "wrong"] }, progress: null, limit.Token);
    }

    private static Dictionary<string, (string Fails, string Text)> With(SmallLab lab, params (string Name, string Fails, string Text)[] wrong)
    {
        var all = lab.Wrong.ToDictionary(StringComparer.Ordinal);
        foreach (var (name, fails, text) in wrong)
            all[name] = (fails, text);
        return all;
    }

    private static string Of(ValidationReport report) =>
        string.Join('\n', report.Steps.SelectMany(step => step.Problems.Select(problem => $"{step.Name}: {problem.File}:{problem.Line} {problem.Message}")));
}
