using System.Text.Json;
using System.Xml.Linq;
using BackendLabs.Cli.Checking;
using BackendLabs.Contract;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Tests.Checking;

internal sealed class MachineReports
{
    private static readonly DateTimeOffset EndedAt = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    private static readonly IReadOnlyList<RunReport> All =
    [
        Reports.Passed(), Reports.Failed(), Reports.CompileError(), Reports.RuntimeError(), Reports.Infrastructure(),
        Reports.OfHostile(), Reports.OfEveryStatus(),
    ];

    [TestCase(ReportFormat.Json, "failed.json")]
    [TestCase(ReportFormat.Exercism, "failed.exercism.json")]
    [TestCase(ReportFormat.Gradescope, "failed.gradescope.json")]
    [TestCase(ReportFormat.Ctrf, "failed.ctrf.json")]
    [TestCase(ReportFormat.Junit, "failed.junit.xml")]
    public void Each_form_is_as_it_was_agreed(object format, string file) =>
        Golden.Matches(file, Write((ReportFormat)format, Reports.Failed()));

    [Test]
    public void The_json_object_with_every_member_is_as_it_was_agreed()
    {
        var failed = new CheckStatus.Failed("Lost.", "1", "2") { Schedule = new BreakingSchedule(1, [new ScheduleStep(2, "GET", "stock:1")]), Plan = [new PlanLine(1, "SCAN stock")] };
        var operation = new TimelineEvent(1_501, 0, "redis", "GET", "stock:1", 3, true, World: 1, Client: 2, Failed: true);
        var check = Reports.Check("one", "keeps it", 1, failed, [operation]) with { At = 0, Rule = new BrokenRule("kept", "It is kept."), WasRepeated = true, Returned = "[1]", World = new WorldSnapshot([new ServiceSnapshot.Unseen("cache", "redis", "It was gone.")]) };
        var guessed = Reports.Check("two", "guesses", 1, new CheckStatus.Failed("No.", null, null), [operation]);

        Golden.Matches("every-member.json", Write(ReportFormat.Json, Reports.Of(new Verdict.InfrastructureError("It broke.", "Try again."), [check, guessed]) with
        {
            IsFree = true,
            Diagnostics = Reports.CompileError().Diagnostics,
        }));
    }

    [Test]
    public void Every_report_is_one_well_formed_document_in_every_form()
    {
        foreach (var report in All)
        {
            foreach (var format in (ReportFormat[])[ReportFormat.Json, ReportFormat.Exercism, ReportFormat.Gradescope, ReportFormat.Ctrf])
                Assert.That(Json(format, report).ValueKind, Is.EqualTo(JsonValueKind.Object));
            Assert.That(XDocument.Parse(Write(ReportFormat.Junit, report)).Root!.Name.LocalName, Is.EqualTo("testsuites"));
        }
    }

    [Test]
    public void The_json_object_has_the_agreed_members_and_no_others()
    {
        var json = Json(ReportFormat.Json, Reports.Failed());
        var check = json.GetProperty("checks")[1];

        Assert.That(Names(json), Is.EqualTo(new[] { "lab", "version", "verdict", "score", "max", "seed", "layers", "elapsedMs", "usage", "diagnostics", "output", "checks" }));
        Assert.That(Names(check), Is.EqualTo(new[] { "id", "title", "status", "points", "max", "message", "expected", "actual", "hint", "rule", "at", "line", "timeline" }));
        Assert.That(Names(check.GetProperty("timeline")[0]), Is.EqualTo(new[] { "at", "ms", "service", "operation", "detail", "line", "inside" }));
        Assert.That(Names(Json(ReportFormat.Json, Reports.CompileError()).GetProperty("diagnostics")[0]), Is.EqualTo(new[] { "line", "column", "id", "message", "hint" }));
    }

    [Test]
    public void What_an_exception_means_stands_in_every_form()
    {
        var check = Json(ReportFormat.Json, Reports.RuntimeError()).GetProperty("checks")[0];

        Assert.That(check.GetProperty("advice").GetString(), Does.Contain("stands on no row"));
        Assert.That(check.GetProperty("message").GetString(), Does.Contain("InvalidOperationException").And.Contain("No data exists"));
        foreach (var format in (ReportFormat[])[ReportFormat.Exercism, ReportFormat.Gradescope, ReportFormat.Junit, ReportFormat.Ctrf])
            Assert.That(Write(format, Reports.RuntimeError()), Does.Contain("stands on no row"), format.ToString());
    }

    [Test]
    public void The_json_object_says_where_a_check_went_wrong_or_what_was_done_last()
    {
        var checks = Json(ReportFormat.Json, Reports.Of(new Verdict.Failed(),
        [
            Reports.Check("told", "points at an event", 1, new CheckStatus.Failed("No.", null, null), Story) with { At = 1 },
            Reports.Check("guessed", "knows no event", 1, new CheckStatus.Failed("No.", null, null), Story),
            Reports.Check("threw", "threw at a line", 1, new CheckStatus.RuntimeError("Exception", "", 4, [4]), Story),
            Reports.Check("passed", "passes", 1, timeline: Story),
        ])).GetProperty("checks");

        Assert.That(Place(checks[0]), Is.EqualTo(new int?[] { 1, 8, null }));
        Assert.That(Place(checks[1]), Is.EqualTo(new int?[] { null, null, 9 }));
        Assert.That(Place(checks[2]), Is.EqualTo(new int?[] { null, 4, null }));
        Assert.That(Place(checks[3]), Is.EqualTo(new int?[] { null, null, null }));
    }

    [Test]
    public void An_event_says_whose_it_is_and_that_it_failed_where_that_is_so()
    {
        var events = Json(ReportFormat.Json, Reports.Of(new Verdict.Failed(), [Reports.Check("one", "one", 1, timeline: Story)])).GetProperty("checks")[0].GetProperty("timeline");

        Assert.That(Names(events[0]), Is.EqualTo(new[] { "at", "ms", "service", "operation", "detail", "line", "inside", "judges" }));
        Assert.That(Names(events[1]), Is.EqualTo(new[] { "at", "ms", "service", "operation", "detail", "line", "inside", "client", "failed" }));
        Assert.That(events[1].GetProperty("client").GetInt32(), Is.EqualTo(2));
        Assert.That(events[2].TryGetProperty("failed", out _), Is.False);
    }

    [Test]
    public void Of_the_diagnostics_warnings_are_told_apart()
    {
        var diagnostics = Json(ReportFormat.Json, Reports.CompileError()).GetProperty("diagnostics").EnumerateArray().ToList();

        Assert.That(diagnostics.Select(one => one.TryGetProperty("warning", out _)), Is.EqualTo(new[] { false, false, true }));
    }

    [Test]
    public void Exercism_calls_a_run_without_a_check_an_error_and_says_why()
    {
        var json = Json(ReportFormat.Exercism, Reports.CompileError());

        Assert.That(json.GetProperty("status").GetString(), Is.EqualTo("error"));
        Assert.That(json.GetProperty("message").GetString(), Does.Contain("line 3, column 24: CS1061"));
        Assert.That(Json(ReportFormat.Exercism, Reports.Passed()).GetProperty("message").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(Json(ReportFormat.Exercism, Reports.Failed()).GetProperty("status").GetString(), Is.EqualTo("fail"));
    }

    [Test]
    public void Exercism_gets_no_more_output_than_it_takes()
    {
        var report = Reports.Of(new Verdict.Failed(), [Reports.Check("a", "a", 1, new CheckStatus.Failed(new string('m', 70_000), null, null))]) with { Output = new string('x', 5000) };
        var test = Json(ReportFormat.Exercism, report).GetProperty("tests")[0];

        Assert.That(test.GetProperty("output").GetString(), Has.Length.EqualTo(500).And.EndWith("Please limit to 500 chars"));
        Assert.That(test.GetProperty("message").GetString(), Has.Length.EqualTo(65_535));
    }

    [Test]
    public void Gradescope_gets_no_score_where_nothing_was_counted()
    {
        var json = Json(ReportFormat.Gradescope, Reports.Infrastructure());

        Assert.That(json.TryGetProperty("score", out _), Is.False);
        Assert.That(json.TryGetProperty("tests", out _), Is.False);
        Assert.That(Json(ReportFormat.Gradescope, Reports.Failed()).GetProperty("score").GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public void Ctrf_counts_add_up_to_its_tests()
    {
        foreach (var report in All)
        {
            var results = Json(ReportFormat.Ctrf, report).GetProperty("results");
            var summary = results.GetProperty("summary");
            var sum = ((string[])["passed", "failed", "skipped", "pending", "other"]).Sum(name => summary.GetProperty(name).GetInt32());

            Assert.That(sum, Is.EqualTo(results.GetProperty("tests").GetArrayLength()));
            Assert.That(summary.GetProperty("tests").GetInt32(), Is.EqualTo(sum));
        }
    }

    [Test]
    public void Junit_tells_failures_errors_and_what_did_not_run_apart()
    {
        var suite = XDocument.Parse(Write(ReportFormat.Junit, Reports.OfEveryStatus())).Root!.Element("testsuite")!;

        Assert.That((int)suite.Attribute("tests")!, Is.EqualTo(9));
        Assert.That((int)suite.Attribute("failures")!, Is.EqualTo(1));
        Assert.That((int)suite.Attribute("errors")!, Is.EqualTo(6));
        Assert.That((int)suite.Attribute("skipped")!, Is.EqualTo(1));
        Assert.That(suite.Elements("testcase").Count(), Is.EqualTo(9));
    }

    [Test]
    public void Machines_never_read_a_control_character_that_is_not_escaped()
    {
        foreach (var format in Enum.GetValues<ReportFormat>().Where(format => format != ReportFormat.Pretty))
            Assert.That(Write(format, Reports.OfHostile()).Where(c => char.IsControl(c) && c != '\n'), Is.Empty, format.ToString());
    }

    private static readonly TimelineEvent[] Story =
    [
        new(0, 0, "judge", "fault", "Redis stopped"),
        new(1_000, 1_000, "redis", "GET", "a -> error: gone", 8, Host: 2, Client: 2, Failed: true),
        new(3_000, 1_000, "redis", "GET", "b -> nil", 9, Host: 1, Client: 1),
    ];

    private static int?[] Place(JsonElement check) =>
        [.. ((string[])["at", "line", "lastLine"]).Select(name => check.TryGetProperty(name, out var value) ? value.GetInt32() : (int?)null)];

    private static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];

    private static JsonElement Json(ReportFormat format, RunReport report) => JsonDocument.Parse(Write(format, report)).RootElement;

    private static string Write(ReportFormat format, RunReport report) => MachineReport.Write(format, report, "Read through a cache", EndedAt);
}
