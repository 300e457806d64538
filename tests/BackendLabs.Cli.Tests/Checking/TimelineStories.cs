using BackendLabs.Cli.Checking;
using BackendLabs.Contract;

namespace BackendLabs.Cli.Tests.Checking;

internal sealed class TimelineStories
{
    [Test]
    public void What_is_given_is_one_line() => Assert.That(
        Story([Judge("sql", "insert into product values (1) -> 1 rows"), Judge("sql", "insert into product values (2), (3) -> 2 rows"), Judge("SET", "a 1 -> OK", "redis"), Call("Get")]),
        Is.EqualTo(new[] { "given: 3 rows, 1 key", "Get" }));

    [Test]
    public void Of_the_judges_looks_in_a_row_the_last_one_stays() => Assert.That(
        Story([Call("Get"), Judge("SCAN", "0 -> 2 items", "redis"), Judge("PTTL", "a -> -1", "redis"), Judge("sql", "select 1 -> 1")]),
        Is.EqualTo(new[] { "Get", "sql" }));

    [Test]
    public void What_a_loop_does_is_one_line() => Assert.That(
        Story([Call("Get"), .. Enumerable.Range(1, 50).Select(_ => Own("select", 7)), Own("select", 8)]),
        Is.EqualTo(new[] { "Get", "select x50", "select" }));

    [Test]
    public void Faults_and_the_failing_call_stay_when_others_have_to_go()
    {
        var many = Enumerable.Range(1, 30).Select(line => Own("GET", line));
        var story = Story([Judge("sql", "insert -> 1 rows"), Call("Warm"), .. many, Judge("fault", "Redis stopped"), .. many, Call("Get"), .. many]);
        Assert.That(story, Has.Count.LessThanOrEqualTo(14));
        Assert.That(story, Does.Contain("fault").And.Contain("Get").And.Contain("given: 1 row").And.Not.Contain("Warm"));
        Assert.That(story[1], Is.EqualTo("… 31 more"));
    }

    [Test]
    public void Where_it_went_wrong_is_marked_and_stays()
    {
        var story = TimelineStory.Of([Call("Get"), .. Enumerable.Range(1, 40).Select(line => Own("GET", line))], wrong: 3);
        Assert.That(story.Single(line => line.IsWrong).Event?.Line, Is.EqualTo(3));
    }

    private static List<string> Story(IReadOnlyList<TimelineEvent> timeline) =>
        [.. TimelineStory.Of(timeline, wrong: null).Select(line => line.Words ?? line.Event!.Operation + (line.Times > 1 ? $" x{line.Times}" : ""))];

    private static TimelineEvent Judge(string operation, string detail, string service = "judge") =>
        new(0, 0, service, operation, detail);

    private static TimelineEvent Call(string entry) => new(0, 0, "code", entry, "() -> 1");

    private static TimelineEvent Own(string operation, int line) => new(0, 0, "redis", operation, "a -> 1", line, Host: 1);
}
