using System.Text.Json;
using BackendLabs.Cli.Checking;
using BackendLabs.Contract;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Tests.Checking;

/// <summary>A student who had a second try reads that there was one.</summary>
internal sealed class RepeatedChecks
{
    [Test]
    public void A_second_time_limit_is_said_to_be_the_second()
    {
        var slow = Reports.Check("slow", "answers in time", 1, new CheckStatus.TimeLimit(TimeSpan.FromSeconds(5), "GetProduct")) with { WasRepeated = true };

        Assert.That(CheckWords.Of(slow).Message, Is.EqualTo("GetProduct did not finish: the check ended after 5 s. It was repeated with nothing else running, and took as long."));
    }

    [Test]
    public void The_object_for_machines_names_what_was_repeated_and_nothing_else()
    {
        var report = Reports.Of(new Verdict.Passed(), [Reports.Check("one", "was slow once", 1) with { WasRepeated = true }, Reports.Check("two", "was never slow", 1)]);
        var checks = JsonDocument.Parse(JsonReport.Write(report)).RootElement.GetProperty("checks");

        Assert.That(checks[0].GetProperty("repeated").GetBoolean(), Is.True);
        Assert.That(checks[1].TryGetProperty("repeated", out _), Is.False);
    }
}
