namespace BackendLabs.Compiler.Tests;

/// <summary>What a check script's text shows without being run: by line, with the reason.</summary>
internal sealed class ScriptFindingTests
{
    private static string JudgeFolder => Path.GetDirectoryName(typeof(Judge.CheckScript).Assembly.Location)!;

    [TestCase("var dice = new Random(7);", "LAB110", "gives other values than the run's seed")]
    [TestCase("var dice = Random.Shared;", "LAB110", "`Random.Shared`")]
    [TestCase("Expect(true, \"Fine.\");", "LAB113", "`true` is always true")]
    [TestCase("var count = 3; Expect(count, Is.EqualTo(count), \"Same.\");", "LAB113", "compares `count` with itself")]
    [TestCase("var count = 3; Expect(count == count, \"Same.\");", "LAB113", "compares `count` with itself")]
    [TestCase("var count = await Snippet.CallAsync<int>(\"Count\"); Expect(count, Is.Not.Null, \"There.\");", "LAB113", "`int` is never null")]
    [TestCase("var all = await Snippet.CallAsync<List<int>>(\"All\"); Expect(all.Count, Is.GreaterThanOrEqualTo(0), \"Some.\");", "LAB113", "no count is below zero")]
    [TestCase("var all = await Snippet.CallAsync<List<int>>(\"All\"); Expect(all, Has.Count.GreaterThanOrEqualTo(0), \"Some.\");", "LAB113", "no count is below zero")]
    [TestCase("Expect(3, Is.GreaterThan(2), \"Three.\");", "LAB113", "is written in the script")]
    [TestCase("var count = await Snippet.CallAsync<int>(\"Count\"); Expect(count, Is.EqualTo(3), \" \");", "LAB114", "has no message")]
    [TestCase("Fail(\"\");", "LAB114", "has no message")]
    public void What_makes_a_verdict_wrong_is_an_error(string body, string id, string words)
    {
        var finding = Bench.Checks(Check(body), JudgeFolder).Findings.Single();

        Assert.That((finding.Line, finding.Id, finding.IsError), Is.EqualTo((3, id, true)));
        Assert.That(finding.Message, Does.Contain(words));
        Assert.That(finding.Hint, Is.Not.Empty);
    }

    [TestCase("var now = DateTime.Now;", "LAB111")]
    [TestCase("var now = DateTimeOffset.UtcNow;", "LAB111")]
    [TestCase("var watch = System.Diagnostics.Stopwatch.StartNew();", "LAB111")]
    [TestCase("await Task.Delay(50);", "LAB112")]
    [TestCase("System.Threading.Thread.Sleep(50);", "LAB112")]
    public void What_rests_on_the_machine_is_a_warning(string body, string id)
    {
        var finding = Bench.Checks(Check(body), JudgeFolder).Findings.Single();

        Assert.That((finding.Line, finding.Id, finding.IsError), Is.EqualTo((3, id, false)));
    }

    [TestCase("var count = await Snippet.CallAsync<int>(\"Count\"); Expect(count, Is.EqualTo(3), \"Three.\");")]
    [TestCase("var count = await Snippet.CallAsync<int?>(\"Count\"); Expect(count, Is.Not.Null, \"There.\");")]
    [TestCase("Expect(await Snippet.CallAsync<int>(\"Count\"), Is.EqualTo(await Snippet.CallAsync<int>(\"Count\")), \"Twice the same.\");")]
    [TestCase("var all = await Snippet.CallAsync<List<int>>(\"All\"); Expect(all, Has.Count.GreaterThanOrEqualTo(1), \"Some.\");")]
    [TestCase("var all = await Snippet.CallAsync<List<int>>(\"All\"); Expect(all.Count, Is.Not.GreaterThanOrEqualTo(0), \"None.\");")]
    [TestCase("for (var tries = 0; tries < 100 && Timeline.Events.Count == 0; tries++) await Task.Delay(10);")]
    [TestCase("var call = Snippet.CallAsync<int>(\"Count\"); await Task.WhenAny(call, Task.Delay(1000));")]
    public void What_can_fail_or_has_an_end_is_left_alone(string body) =>
        Assert.That(Bench.Checks(Check(body), JudgeFolder).Findings, Is.Empty);

    [Test]
    public void All_of_them_are_told_at_once()
    {
        var found = Bench.Checks(Check("var dice = new Random();\n    Expect(true, \"\");\n    await Task.Delay(5);"), JudgeFolder).Findings;

        Assert.That(found.Select(finding => (finding.Line, finding.Id)), Is.EqualTo(new[] { (3, "LAB110"), (4, "LAB113"), (4, "LAB114"), (5, "LAB112") }));
    }

    private static string Check(string body) => $"Check(\"one\", points: 1, \"one\", async () =>\n{{\n    {body}\n    await Task.Yield();\n}});";
}
