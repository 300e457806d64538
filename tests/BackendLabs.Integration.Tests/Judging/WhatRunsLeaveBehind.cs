using BackendLabs.Contract;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Judging;

/// <summary>A judge serves many runs of one lab. What a lab's own checks leave in it must not reach the next run.</summary>
internal sealed class WhatRunsLeaveBehind : LiveRunner
{
    // A slot of the process that no run clears: it tells how many runs this judge has served.
    private const string Served = "(int)(AppDomain.CurrentDomain.GetData(\"served\") ?? 0)";

    [Test]
    public async Task A_judge_whose_checks_left_nothing_serves_the_next_run()
    {
        var lab = Lab("await Task.Delay(1); using var timer = new Timer(_ => { }, null, 1, 1); await Task.Run(() => { });", passesAt: 1);

        var first = await RunAsync(lab, "int Twice(int number) => 4;");
        Assert.That(first.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(first));
        Assert.That(await ServedAsync(lab), Is.EqualTo(2));
    }

    [TestCase("new Thread(() => Thread.Sleep(-1)) { IsBackground = true }.Start();", TestName = "a thread that sleeps")]
    [TestCase("new Thread(() => { while (true) { } }) { IsBackground = true, Name = \".NET TP Worker\" }.Start();", TestName = "a busy thread under the pools name")]
    [TestCase("_ = Task.Run(() => { while (true) { } });", TestName = "a loop in the pool")]
    [TestCase("_ = Task.Factory.StartNew(() => Thread.Sleep(-1), TaskCreationOptions.LongRunning);", TestName = "a long task")]
    [TestCase("System.IO.File.WriteAllText(System.IO.Path.Combine(System.IO.Path.GetTempPath(), \"left\"), \"x\");", TestName = "a file")]
    [TestCase("Environment.SetEnvironmentVariable(\"LEFT\", \"x\");", TestName = "a variable")]
    [TestCase("Console.SetOut(System.IO.TextWriter.Null);", TestName = "another output")]
    public async Task A_judge_in_which_something_is_left_serves_no_other_run(string leaves)
    {
        var lab = Lab(leaves);

        Assert.That(await ServedAsync(lab), Is.EqualTo(1));
        Assert.That(await ServedAsync(lab), Is.EqualTo(1));
    }

    [Test]
    public async Task A_static_field_of_the_checks_begins_anew_with_each_run()
    {
        var lab = new SmallLab
        {
            Checks = "Check(\"counts\", points: 1, \"counts\", async () => { Expect(++Kept.Count, Is.EqualTo(1), \"Runs before this one are not seen.\"); await Snippet.CallAsync<int>(\"Twice\", 2); });\nstatic class Kept { public static int Count; }",
        }.Read();

        for (var run = 0; run < 3; run++)
        {
            var report = await RunAsync(lab, "int Twice(int number) => 4;");
            Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
        }
    }

    private static Lab Lab(string leaves, int passesAt = 0) => new SmallLab
    {
        Checks = $$"""
            Check("leaves", points: 1, "leaves something", async () =>
            {
                await Snippet.CallAsync<int>("Twice", 2);
                var served = {{Served}} + 1;
                AppDomain.CurrentDomain.SetData("served", served);
                {{leaves}}
                Expect(served, Is.EqualTo({{passesAt}}), "So many runs.");
            });
            """,
    }.Read();

    private async Task<int> ServedAsync(Lab lab)
    {
        var report = await RunAsync(lab, "int Twice(int number) => 4;");
        var failed = report.Checks[0].Status as CheckStatus.Failed;
        Assert.That(failed, Is.Not.Null, () => Words.Of(report));
        return int.Parse(failed!.Actual!, System.Globalization.CultureInfo.InvariantCulture);
    }
}
