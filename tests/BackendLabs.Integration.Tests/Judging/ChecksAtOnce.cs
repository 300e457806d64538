using BackendLabs.Contract;
using BackendLabs.Grader;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Judging;

/// <summary>Where the machine has the cores, the checks of one run go on at once; what each comes to is as if it were alone.</summary>
internal sealed class ChecksAtOnce : LiveRunner
{
    private const string Limits = "{ wall: 10s, memory: 256MB, output: 16KB }";

    // Each waits until the other has begun, which only two at once can do.
    private const string Meeting = """
        Check("one", points: 1, "meets the other", async () =>
        {
            Both.One.SetResult();
            await Both.Two.Task;
            Expect(await Snippet.CallAsync<int>("Twice", 21), Is.EqualTo(42), "Twice of 21.");
        });
        Check("two", points: 1, "meets the other", async () =>
        {
            Both.Two.SetResult();
            await Both.One.Task;
            Expect(await Snippet.CallAsync<int>("Twice", 21), Is.EqualTo(42), "Twice of 21.");
        });
        static class Both
        {
            public static readonly TaskCompletionSource One = new(), Two = new();
        }
        """;

    protected override bool IsAlone => true;

    protected override GraderOptions Options(GraderOptions usual) => usual with { ChecksAtOnce = 2, WorldsAhead = 3 };

    [Test]
    public async Task Two_go_on_at_once()
    {
        var report = await RunAsync(new SmallLab { Limits = Limits, Checks = Meeting }.Read(), "int Twice(int number) { Console.Write(number); return 2 * number; }");

        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
        Assert.That(report.Output, Is.EqualTo("2121"));
    }

    [Test]
    public async Task One_at_a_time_where_the_lab_says_so()
    {
        var lab = new SmallLab { Limits = "{ wall: 1s, memory: 256MB, output: 16KB, oneAtATime: true }", Checks = Meeting }.Read();

        var report = await RunAsync(lab, lab.Solutions[0].Text);

        Assert.That(report.Checks[0].Status, Is.TypeOf<CheckStatus.InfrastructureError>(), () => Words.Of(report));
    }

    [Test]
    public async Task A_check_that_needs_another_waits_for_it()
    {
        var lab = new SmallLab
        {
            Limits = Limits,
            Checks = """
                Check("first", points: 1, "is there first", async () =>
                {
                    Expect(await Snippet.CallAsync<int>("Twice", 1), Is.EqualTo(2), "Twice of 1.");
                    Order.Ended = true;
                });
                Check("second", points: 1, "comes after it", "first", async () => Expect(Order.Ended && await Snippet.CallAsync<int>("Twice", 2) == 4, Is.True, "The first has ended."));
                Check("third", points: 1, "needs nobody", async () => Expect(await Snippet.CallAsync<int>("Twice", 3), Is.EqualTo(6), "Twice of 3."));
                static class Order
                {
                    public static bool Ended;
                }
                """,
        }.Read();

        var passed = await RunAsync(lab, lab.Solutions[0].Text);
        var failed = await RunAsync(lab, "int Twice(int number) => number == 1 ? 0 : 2 * number;");

        Assert.That(passed.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(passed));
        Assert.That(failed.Checks.Select(check => check.Status.Name), Is.EqualTo(new[] { "failed", "not_run", "passed" }), () => Words.Of(failed));
    }

    [Test]
    public async Task Whoever_ends_the_judge_is_named_and_the_check_beside_it_is_judged_for_itself()
    {
        var lab = new SmallLab
        {
            Limits = Limits,
            Checks = """
                Check("deadly", points: 1, "breaks", () => Environment.FailFast("gone"));
                Check("good", points: 1, "is well", async () => Expect(await Snippet.CallAsync<int>("Twice", 2), Is.EqualTo(4), "Twice of 2."));
                """,
        }.Read();

        var report = await RunAsync(lab, lab.Solutions[0].Text);

        Assert.That(report.Verdict, Is.TypeOf<Verdict.InfrastructureError>(), () => Words.Of(report));
        Assert.That(((Verdict.InfrastructureError)report.Verdict).Reason, Does.Contain("\"deadly\"").And.Not.Contain("\"good\""));
    }

    /// <summary>The judge reads what the code left and breaks there; the reference does not, so the code has failed, and in that check only.</summary>
    [Test]
    public async Task Code_that_ends_the_judge_in_one_check_fails_that_one_only()
    {
        var lab = new SmallLab
        {
            Limits = Limits,
            Checks = """
                Check("deadly", points: 1, "breaks", async () =>
                {
                    if (await Snippet.CallAsync<int>("Twice", 0) != 0)
                        Environment.FailFast("gone");
                });
                Check("good", points: 1, "is well", async () => Expect(await Snippet.CallAsync<int>("Twice", 2), Is.EqualTo(4), "Twice of 2."));
                """,
        }.Read();

        var report = await RunAsync(lab, "int Twice(int number) => number == 0 ? 1 : 2 * number;");

        Assert.That(report.Checks.Select(check => check.Status.Name), Is.EqualTo(new[] { "failed", "passed" }), () => Words.Of(report));
    }
}
