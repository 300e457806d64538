using BackendLabs.Contract;
using BackendLabs.Runner.Judging;

namespace BackendLabs.Runner.Tests.Judging;

/// <summary>Whether an operation failed is a field of its event; of some services it is read from the words that the gate has for it.</summary>
internal sealed class FailedOperations
{
    [TestCase("redis", "product:7 -> nil", false)]
    [TestCase("redis", "product:7 \"an Exception: no\" -> OK", false)]
    [TestCase("redis", "product:7 -> error: of a script's own words", false)]
    [TestCase("redis", "product:7 -> OK, cut off", false)]
    [TestCase("redis", "product:7", false)]
    [TestCase("sqlite", "select 'error: no' -> 1 row", false)]
    [TestCase("sqlite", "BEGIN IMMEDIATE; -> error: the database is locked", true)]
    [TestCase("sqlite", "-> error: near \"x\": syntax error", true)]
    [TestCase("http", "/prices/7 -> 200, 12 bytes", false)]
    [TestCase("http", "/prices/7 -> 503, 35 bytes", true)]
    [TestCase("http", "/prices/7 -> connection closed without an answer", true)]
    [TestCase("http", "/prices/7 -> HttpRequestException: gone", true)]
    [TestCase("http", "/prices/7 -> not finished when the call returned", false)]
    [TestCase("docker", "c00000001 from backendlabs/base:1 -> 201 000000000002", false)]
    [TestCase("docker", "c00000001 -> 404", true)]
    [TestCase("docker", "c00000001 -> exit code 40", false)]
    public void Is_read_from_the_end_of_its_words(string service, string detail, bool failed) =>
        Assert.That(Outcomes.IsFailed(new TimelineEvent(0, 1, service, "X", detail, Host: 1)), Is.EqualTo(failed));

    [Test]
    public void A_call_says_itself_that_it_failed_whatever_its_words()
    {
        Assert.That(Outcomes.IsFailed(new TimelineEvent(0, 1, "code", "Get", "(1) -> \"threw error: no\"", Host: 1)), Is.False);
        Assert.That(Outcomes.IsFailed(new TimelineEvent(0, 1, "code", "Get", "(\"a very long argu…", Host: 1, Failed: true)), Is.True);
    }

    [Test]
    public void The_gate_of_Redis_says_itself_that_a_command_failed_or_that_the_client_gave_up()
    {
        Assert.That(Outcomes.IsFailed(new TimelineEvent(0, 1, "redis", "GET", "a -> 12 bytes, cut off", Host: 1, Failed: true)), Is.True);
        Assert.That(Outcomes.IsFailed(new TimelineEvent(0, 1, "redis", "GET", "a -> 5 bytes; your code got TimeoutException", Host: 1, GaveUp: true)), Is.True);
        Assert.That(Outcomes.IsFailed(new TimelineEvent(0, 1, "redis", "SET", "a -> QUEUED", Host: 1, Queued: true)), Is.False);
    }

    [Test]
    public void What_the_judge_declares_is_no_failure() =>
        Assert.That(Outcomes.IsFailed(new TimelineEvent(0, 0, "http", "answer", "GET /prices/7 -> 503, 0 bytes")), Is.False);
}
