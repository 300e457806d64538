using System.Text.Json;
using BackendLabs.Cli.Checking;
using BackendLabs.Contract;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Tests.Checking;

internal sealed class WorldsInReports
{
    private static readonly WorldSnapshot World = new(
    [
        new ServiceSnapshot.Database("db", "sqlite",
            [new TableSnapshot("product", [new ColumnSnapshot("id", "integer", IsKey: true), new ColumnSnapshot("name", "", IsKey: false)], 12,
                [[new StoredValue("integer", "9007199254740993", null), new StoredValue("null", "", null)], [new StoredValue("text", "", null), new StoredValue("blob", "00ff", 10_000_000)]], "Cut.")],
            ["Views."]),
        new ServiceSnapshot.Keys("cache", 2,
            [new KeySnapshot(new StoredValue("text", "h", null), "hash", TimeSpan.FromMilliseconds(1500), 3, [new StoredItem(new StoredValue("text", "f", null), new StoredValue("text", "v", null))])], []),
        new ServiceSnapshot.Unseen("other", "redis", "It no longer answered."),
    ]);

    [Test]
    public void A_world_that_somebody_looked_at_is_in_the_JSON_of_its_check()
    {
        var state = State(Reports.Of(new Verdict.Passed(), [Reports.Check("a", "passes", 1) with { World = World }]));

        Assert.That(state.GetRawText(), Is.EqualTo(
            """{"services":[{"service":"db","kind":"sqlite","tables":[{"name":"product","columns":[{"name":"id","type":"integer","key":true},{"name":"name","type":""}],"rows":12,"shown":[[{"kind":"integer","text":"9007199254740993"},null],[{"kind":"text","text":""},{"kind":"blob","text":"00ff","bytes":10000000}]],"note":"Cut."}],"notes":["Views."]},"""
            + """{"service":"cache","kind":"redis","count":2,"keys":[{"key":{"kind":"text","text":"h"},"type":"hash","ttlMs":1500,"size":3,"items":[{"label":{"kind":"text","text":"f"},"value":{"kind":"text","text":"v"}}]}],"notes":[]},"""
            + """{"service":"other","kind":"redis","unseen":"It no longer answered."}]}"""));
    }

    [Test]
    public void Where_nobody_looked_the_JSON_is_as_ever() =>
        Assert.That(JsonReport.Write(Reports.Passed()), Does.Not.Contain("\"services\"").And.Not.Contain("\"free\"").And.Not.Contain("\"returned\""));

    [Test]
    public void To_look_is_for_programs()
    {
        using var context = new TestCommandContext();
        context.Write("a.csx", "int x;");

        Assert.That(context.Run("check", TestCommandContext.Lab, "a.csx", "--inspect"), Is.EqualTo(ExitCode.Usage));
        Assert.That(context.Error, Does.Contain("--inspect writes what only a program reads."));
    }

    [Test]
    public void Free_code_is_told_without_points_whatever_came_of_it()
    {
        var setting = new ReportSetting("The playground", Reports.Source, "answer.csx") { Measured = false };
        var check = Reports.Check("run", "your code runs to its end", 1);
        RunReport[] reports =
        [
            Reports.Of(new Verdict.Passed(), [check with { Returned = "[1,2]", Timeline = Reports.Failed().Checks[1].Timeline }]) with { Output = "hello\n", IsFree = true },
            Reports.Of(new Verdict.RuntimeError("Exception", "not today", 3), [check with { Status = new CheckStatus.RuntimeError("Exception", "not today", 3, [3]) }]) with { IsFree = true },
            Reports.Of(new Verdict.TimeLimit(TimeSpan.FromSeconds(10)), [check with { Status = new CheckStatus.TimeLimit(TimeSpan.FromSeconds(10), "Run") }]) with { IsFree = true },
        ];
        var texts = reports.Select(report => TestScreen.Of(PrettyReport.Of(report, setting, 80))).ToArray();

        Assert.That(texts, Has.All.Not.Contain("point").And.All.Not.Contain("passed").And.All.Not.Contain("fail"));
        Assert.That(texts[0], Does.StartWith("✓ The playground ran to its end.").And.Contain("│ hello").And.Contain("│ [1,2]").And.Contain("What happened, in order").And.Contain("free code · seed"));
        Assert.That(texts[1], Does.StartWith("✗ The playground did not run to its end.").And.Contain("not today").And.Contain("answer.csx, line 3"));
        Assert.That(JsonReport.Write(reports[0]), Does.Contain("\"free\": true").And.Contain("\"returned\": \"[1,2]\""));
    }

    private static JsonElement State(RunReport report) =>
        JsonDocument.Parse(JsonReport.Write(report)).RootElement.GetProperty("checks")[0].GetProperty("state");
}
