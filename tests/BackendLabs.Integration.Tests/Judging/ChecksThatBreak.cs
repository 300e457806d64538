using BackendLabs.Contract;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Judging;

/// <summary>A broken check is nobody's failure: it is named with its line, and grader and next run are well.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class ChecksThatBreak : LiveRunner
{
    protected override bool IsAlone => true;

    // For what never ends. The rest has as long as it needs on a machine that is busy.
    private const string Short = "{ wall: 1s, memory: 256MB, output: 16KB }";
    private const string Limits = "{ wall: 10s, memory: 256MB, output: 16KB }";
    private const string Good = "\nCheck(\"good\", points: 1, \"is well\", async () =>\n    Expect(await Snippet.CallAsync<int>(\"Twice\", 2), Is.EqualTo(4), \"Twice of 2.\"));\n";

    private static readonly Lab Well = new SmallLab { Checks = Good.TrimStart() }.Read();

    [TearDown]
    public Task The_next_run_passes() => AssertServesAsync(Well);

    [TestCase("Check(\"bad\", points: 1, \"breaks\", () =>\n    throw new FormatException(\"oh\"));", "\"bad\" threw FormatException: oh", 2, TestName = "A check that throws is named with its line")]
    [TestCase("Check(\"bad\", points: 1, \"breaks\", async () =>\n    await Task.Delay(1, new CancellationToken(canceled: true)));", "\"bad\" threw TaskCanceledException", 2, TestName = "A check that cancels what it awaits is named with its line")]
    [TestCase("Check(\"bad\", points: 1, \"breaks\", async () =>\n    await Snippet.CallAsync<int>(\"Thrice\", 2));", "no entry \"Thrice\"", 2, TestName = "A check that calls what is not there is told what is")]
    [TestCase("Check(\"bad\", points: 1, \"breaks\", async () =>\n    await Snippet.CallAsync<int>(\"Twice\"));", "takes 1 arguments", 2, TestName = "A check with too few arguments is told how many")]
    [TestCase("Check(\"bad\", points: 1, \"breaks\", () =>\n    Db.Execute(\"select 1\"));", "has no database", 2, TestName = "A check that asks for a service that is not there is told so")]
    [TestCase("\nCheck(\"bad\", points: 1, \"breaks\", () => { while (true) { } });", "did not end within 1 seconds", 2, TestName = "A check that spins is named with its line")]
    [TestCase("\nCheck(\"bad\", points: 1, \"breaks\", async () => await Task.Delay(-1));", "did not end within 1 seconds", 2, TestName = "A check that awaits for ever is named with its line")]
    [TestCase("\nCheck(\"bad\", points: 1, \"breaks\", () =>\n{\n    object a = new(), b = new();\n    var both = new Barrier(2);\n    new Thread(() => { lock (b) { both.SignalAndWait(); lock (a) { } } }) { IsBackground = true }.Start();\n    lock (a) { both.SignalAndWait(); lock (b) { } }\n});", "did not end within 1 seconds", 2, TestName = "A check that deadlocks is named with its line")]
    public async Task Broken(string check, string words, int line)
    {
        var isEndless = words.Contains("did not end", StringComparison.Ordinal);
        var lab = new SmallLab { Limits = isEndless ? Short : Limits, Checks = check + Good }.Read();

        var report = await RunAsync(lab, lab.Solutions[0].Text);

        Assert.That(report.Verdict, Is.TypeOf<Verdict.InfrastructureError>(), () => Words.Of(report));
        var status = (CheckStatus.InfrastructureError)report.Checks[0].Status;
        Assert.That(status.Reason, Does.Contain(words));
        Assert.That(status.Line, Is.EqualTo(line));
        // The judge of a broken check is not used again: the same lab's next run says the same, no more and no less.
        if (!isEndless || Needs.Full)
            Assert.That((await RunAsync(lab, lab.Solutions[0].Text)).Checks.Select(check => check.Status), Is.EqualTo(report.Checks.Select(check => check.Status)));
    }

    [TestCase("int Deep(int n) => Deep(n + 1) + 1;\nCheck(\"bad\", points: 1, \"breaks\", () => Expect(Deep(0) > 0, \"never\"));", 2, "Stack overflow", TestName = "A check that overflows the stack is named with its line though its judge died")]
    [TestCase("Check(\"bad\", points: 1, \"breaks\", () => Environment.FailFast(\"gone\"));", 1, "gone", TestName = "A check that ends its judge is named with its line")]
    [TestCase("Check(\"bad\", points: 1, \"breaks\", async () => { new Thread(() => throw new FormatException(\"in the back\")).Start(); await Task.Delay(-1); });", 1, "in the back", TestName = "A check whose thread throws is named with its line")]
    public async Task Deadly(string check, int line, string words)
    {
        var lab = new SmallLab { Limits = Limits, Checks = check + Good }.Read();

        var report = await RunAsync(lab, lab.Solutions[0].Text);

        Assert.That(report.Verdict, Is.TypeOf<Verdict.InfrastructureError>(), () => Words.Of(report));
        Assert.That(((Verdict.InfrastructureError)report.Verdict).Reason, Does.Contain("\"bad\"").And.Contain($"line {line}").And.Contain(words));
    }

    [TestCase("Given(_ => { while (true) { } });", TestName = "A Given that spins is a broken check")]
    [TestCase("Given(async _ => await Task.Delay(-1));", TestName = "A Given that awaits for ever is a broken check")]
    public async Task Given(string given)
    {
        var lab = new SmallLab { Limits = Short, Checks = given + Good }.Read();

        var report = await RunAsync(lab, lab.Solutions[0].Text);

        Assert.That(report.Verdict, Is.TypeOf<Verdict.InfrastructureError>(), () => Words.Of(report));
        Assert.That(((CheckStatus.InfrastructureError)report.Checks[0].Status).Reason, Does.Contain("Given did not end").And.Contain("\"good\""));
    }
}
