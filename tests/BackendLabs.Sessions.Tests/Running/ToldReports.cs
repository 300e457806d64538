using System.Text.Json.Nodes;
using BackendLabs.Sessions.Policies;
using BackendLabs.Sessions.Running;

namespace BackendLabs.Sessions.Tests.Running;

/// <summary>What a student sees of a report, by how much a failing check tells.</summary>
internal sealed class ToldReports : ExamFixture
{
    [TestCase(Telling.Nothing, "verdict", "checks")]
    [TestCase(Telling.Title, "keeps", "wrong sum")]
    [TestCase(Telling.Title, "keeps", "printed")]
    [TestCase(Telling.Message, "wrong sum", "secret row")]
    [TestCase(Telling.Everything, "secret row", "think")]
    public void A_level_shows_what_is_its_own_and_no_more(Telling telling, string shown, string hidden)
    {
        var told = ToldReport.Of(Report("failed", 1), telling, hints: false, seed: false).ToJsonString();

        Assert.Multiple(() =>
        {
            Assert.That(told, Does.Contain(shown));
            Assert.That(told, Does.Not.Contain(hidden));
            Assert.That(told, Does.Not.Contain("4711"), "the seed");
        });
    }

    [Test]
    public void The_seed_is_shown_once_it_is_no_secret() =>
        Assert.That((long)ToldReport.Of(Report("passed", 4), Telling.Nothing, hints: false, seed: true)["seed"]!, Is.EqualTo(4711));

    [Test]
    public void A_field_that_a_report_gains_stays_hidden()
    {
        var report = JsonNode.Parse(Report("failed", 1))!.AsObject();
        report["solution"] = "int Add() => 4;";
        report["checks"]![0]!["source"] = "Expect(4)";

        var told = ToldReport.Of(report.ToJsonString(), Telling.Everything, hints: true, seed: true).ToJsonString();
        Assert.That(told, Does.Not.Contain("Add").And.Not.Contain("Expect(4)"));
    }
}
