using BackendLabs.Grader;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Proofs;

/// <summary>What no check notices is named; what nobody could notice is waived, and nothing else is.</summary>
internal sealed class Mutants : LiveRunner
{
    // Nobody asks for a hundred itself, so the bound may move and the comparison may take it in.
    private static readonly SmallLab Fees = new()
    {
        Entries = ["int Fee(int amount)"],
        Starter = "int Fee(int amount) => 0;",
        Reference = "int Fee(int amount)\n{\n    return amount > 100 ? 5 : 10;\n}",
        Checks = """
            var (low, high) = (0, 0);
            Given(seed => (low, high) = (seed.Int(2, 90), seed.Int(110, 900)));
            Check("large", points: 1, "a large amount costs less", async () => Expect(await Snippet.CallAsync<int>("Fee", high), Is.EqualTo(5), "A large one."));
            Check("small", points: 1, "a small amount costs more", async () => Expect(await Snippet.CallAsync<int>("Fee", low), Is.EqualTo(10), "A small one."));
            """,
        Wrong = new Dictionary<string, (string, string)>
        {
            ["always-five"] = ("small", "int Fee(int amount) => 5;"),
            ["always-ten"] = ("large", "int Fee(int amount) => 10;"),
        },
    };

    [Test]
    public async Task A_mutant_that_no_check_notices_fails_the_lab_with_its_line_its_change_and_what_to_do()
    {
        var report = await ValidateAsync(Fees);

        Assert.That(report.Passed, Is.False);
        Assert.That(report.Mutation!.Score, Is.LessThan(1).And.GreaterThan(0.5));
        var survivor = report.Mutation.Survivors[0];
        Assert.That(survivor.Line, Is.EqualTo(3));
        Assert.That(survivor.Diff, Does.Contain("-    return amount > 100 ? 5 : 10;").And.Contain("\n+    return "));
        var problem = Problems(report).First();
        Assert.That(problem.Message, Does.Contain(survivor.Id));
        Assert.That(problem.Suggestion, Does.Contain("Sharpen a check").And.Contain("waivers:"));
    }

    [Test]
    public async Task Waived_with_a_reason_they_pass_and_what_is_known_is_not_run_again()
    {
        var found = await ValidateAsync(Fees with { Reference = Fees.Reference + "\n// once" });
        var waived = Fees with { Reference = Fees.Reference + "\n// once", Waivers = Waiving(found.Mutation!.Survivors) };

        var report = await ValidateAsync(waived);

        Assert.That(report.Passed, Is.True, () => string.Join('\n', Problems(report)));
        Assert.That(report.Mutation!.Waived, Is.EqualTo(found.Mutation.Survivors.Count));
        Assert.That(report.Mutation.Score, Is.EqualTo(1));
        Assert.That(report.Mutation.Cached, Is.EqualTo(report.Mutation.Mutants), "A waiver changes nothing of what the checks notice.");
    }

    [Test]
    public async Task A_check_that_changed_is_put_to_all_mutants_again()
    {
        var before = await ValidateAsync(Fees);
        var after = await ValidateAsync(Fees with { Checks = Fees.Checks + """
            
            Check("at-the-bound", points: 1, "a hundred is small", async () => Expect(await Snippet.CallAsync<int>("Fee", 100), Is.EqualTo(10), "A hundred."));
            """ });

        Assert.That(after.Mutation!.Cached, Is.Zero);
        Assert.That(after.Mutation.Survivors, Has.Count.LessThan(before.Mutation!.Survivors.Count));
    }

    [Test]
    public async Task A_waiver_that_is_not_needed_and_one_of_no_mutant_are_found()
    {
        var found = await ValidateAsync(Fees);
        var survivors = found.Mutation!.Survivors;
        var sharpened = Fees with
        {
            Checks = Fees.Checks.Replace("seed.Int(2, 90), seed.Int(110, 900)", "100, 101", StringComparison.Ordinal),
            Waivers = [.. Waiving(survivors), "{ mutant: \"where-1.1-00000000\", reason: \"None.\" }"],
        };

        var report = await ValidateAsync(sharpened);
        var messages = Problems(report).Select(problem => problem.Message).ToList();

        Assert.That(messages, Has.Some.Contains($"The waiver of {survivors[0].Id} is not needed"));
        // What is derived changes with the program, so an old waiver refuses no lab.
        Assert.That(report.Steps.SelectMany(step => step.Warnings ?? []).Select(warning => warning.Message), Has.Some.EqualTo("The waiver of where-1.1-00000000 matches no mutant of the reference."));
    }

    [Test]
    public async Task A_mutant_that_never_ends_and_one_that_ends_its_process_are_noticed()
    {
        var report = await ValidateAsync(new SmallLab
        {
            Entries = ["int Sum(int most)"],
            Limits = "{ wall: 1s, memory: 256MB, output: 16KB }",
            Starter = "int Sum(int most) => 0;",
            Reference = """
                int Sum(int most)
                {
                    var sum = 0;
                    while (most > 0)
                    {
                        sum += most;
                        most--;
                    }

                    return most == 0 ? sum : Deeper(most);
                }

                int Deeper(int most) => Deeper(most + 1) + 1;
                """,
            Checks = """
                var most = 0;
                Given(seed => most = seed.Int(2, 90));
                Check("adds", points: 1, "adds up", async () => Expect(await Snippet.CallAsync<int>("Sum", most), Is.EqualTo(most * (most + 1) / 2), "The sum."));
                Check("nothing", points: 1, "nothing is nothing", async () => Expect(await Snippet.CallAsync<int>("Sum", 0) + most, Is.EqualTo(most), "None."));
                """,
            Wrong = new Dictionary<string, (string, string)> { ["one-more"] = ("adds, nothing", "int Sum(int most) => most * most + 7;") },
        });

        Assert.That(Problems(report).Select(problem => problem.Message), Has.None.Contains("broke"), "An endless mutant is no trouble of the machine's.");
        Assert.That(report.Mutation!.Survivors.Select(one => one.Description), Has.None.Contains("most--"), "It never ends without that.");
        Assert.That(report.Mutation.Killed, Is.GreaterThanOrEqualTo(5));
    }

    private Task<ValidationReport> ValidateAsync(SmallLab lab) => Runner.ValidateAsync(
        lab.Read(), new ValidationOptions { Only = ["mutants"] }, progress: null, CancellationToken.None);

    private static IEnumerable<LabProblem> Problems(ValidationReport report) => report.Steps.Single(step => step.Name == "mutants").Problems;

    private static IReadOnlyList<string> Waiving(IEnumerable<Survivor> survivors) => [.. survivors.Select(one => $"{{ mutant: \"{one.Id}\", reason: \"For this test.\" }}")];
}
