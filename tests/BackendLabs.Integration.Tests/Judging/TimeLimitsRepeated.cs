using BackendLabs.Grader;
using BackendLabs.Grader.Judging;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Judging;

/// <summary>Where it matters, a check that runs out of time has a second try with nothing beside it.</summary>
internal sealed class TimeLimitsRepeated : LiveRunner
{
    protected override bool IsAlone => true;

    private const string Answer = """
        bool Answer(bool never)
        {
            if (never)
                new ManualResetEvent(false).WaitOne();
            return true;
        }
        """;

    // A graded session repeats without being asked to; it needs every layer, which an ordinary user may not have.
    protected override GraderOptions Options(GraderOptions usual) =>
        Environment.IsPrivilegedProcess ? usual with { Policy = new LayerPolicy.Graded() } : usual with { RepeatsTimeLimits = true };

    [Test]
    public async Task Code_that_is_slow_again_has_failed_and_its_other_checks_are_not_repeated()
    {
        var report = await RunAsync(Of("""
            Check("one", points: 1, "answers", async () => Expect(await Snippet.CallAsync<bool>("Answer", true), Is.True, "The answer."));
            Check("two", points: 1, "answers", async () => Expect(await Snippet.CallAsync<bool>("Answer", true), Is.True, "The answer."));
            """), Answer);

        Assert.That(report.Verdict, Is.TypeOf<Verdict.TimeLimit>(), () => Words.Of(report));
        Assert.That(report.Checks.Select(check => check.WasRepeated), Is.EqualTo(new[] { true, false }));
    }

    /// <summary>The process is stopped while the answer is under way, as a machine that does not get round to it would.</summary>
    [Test]
    public async Task An_answer_that_overruns_once_is_repeated_and_passes()
    {
        var lab = Of("""Check("one", points: 1, "answers", async () => Expect(await Snippet.CallAsync<bool>("Answer", false), Is.True, "The answer."));""");
        var busy = new Starvation(Runner, ThreadName, most: 1);

        var report = await RunAsync(lab, $$"""
            bool Answer(bool never)
            {
                Thread.CurrentThread.Name = "{{ThreadName}}";
                Thread.Sleep(500);
                return true;
            }
            """);
        await busy.DisposeAsync();

        Assert.That(busy.Stopped, Is.EqualTo(1));
        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
        Assert.That(report.Checks[0].WasRepeated, Is.True);
    }

    private const string ThreadName = "stop-me-once";

    [Test]
    public async Task A_repetition_goes_on_with_no_other_run_under_way()
    {
        // The first try waits for ever and the second looks: two runs of the same lab that both want to be alone.
        var lab = Of("""
            Check("in-time", points: 1, "answers in time", async () =>
            {
                await Snippet.CallAsync<bool>("Answer", true);
            });
            """);

        var reports = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => RunAsync(lab, Answer)));
        Assert.That(reports.Select(report => (report.Verdict.Name, report.Checks[0].WasRepeated)), Is.All.EqualTo(("time_limit", true)));
    }

    private static Lab Of(string checks) => new SmallLab
    {
        Checks = checks,
        Entries = ["bool Answer(bool never)"],
        Reference = Answer,
        Starter = "bool Answer(bool never) => false;",
        Limits = "{ wall: 2s, memory: 256MB, output: 16KB }",
    }.Read();
}

/// <summary>In practice a check that ran out of time is repeated only where the machine may have been the cause.</summary>
internal sealed class TimeLimitsOfPractice : LiveRunner
{
    private long _all;
    private bool _isCrowded;

    protected override bool IsAlone => true;

    // A second of the machine's time at each look, all of it used or all of it idle.
    protected override GraderOptions Options(GraderOptions usual) => usual with
    {
        Busyness = () => Interlocked.Add(ref _all, 100) is var all && _isCrowded ? new MachineBusyness(0, all) : new MachineBusyness(all, all),
    };

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_time_limit_is_told_at_once_unless_the_machine_was_busy(bool isCrowded)
    {
        _isCrowded = isCrowded;

        var report = await RunAsync(new SmallLab { Limits = "{ wall: 1s, memory: 256MB, output: 16KB }" }.Read(), "int Twice(int number) { while (true) { } }");

        Assert.That(report.Verdict, Is.TypeOf<Verdict.TimeLimit>());
        Assert.That(report.Checks[0].WasRepeated, Is.EqualTo(isCrowded));
    }

    /// <summary>A client that waits five seconds for Redis gives up a right answer where the machine does not get round to it.</summary>
    [TestCase("TimeoutException()", false, false)]
    [TestCase("TimeoutException()", true, true)]
    [TestCase("InvalidOperationException()", true, false)]
    [TestCase("System.Net.Http.HttpRequestException(\"Connection failed\")", false, true)]
    public async Task A_client_that_gave_up_waiting_is_asked_again_where_the_machine_was_busy(string thrown, bool isCrowded, bool isRepeated)
    {
        _isCrowded = isCrowded;

        var report = await RunAsync(new SmallLab().Read(), $"int Twice(int number) => throw new {thrown};");

        Assert.That(report.Verdict, Is.TypeOf<Verdict.RuntimeError>(), () => Words.Of(report));
        Assert.That(report.Checks[0].WasRepeated, Is.EqualTo(isRepeated));
    }
}
