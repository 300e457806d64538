using BackendLabs.Contract;

namespace BackendLabs.Grader.Tests.Judging;

/// <summary>What a student reads of code that did not end, by what the timeline shows.</summary>
internal sealed class CheckAdviceTests
{
    [Test]
    public void A_loop_after_a_flood_is_the_one_at_its_end()
    {
        var beginning = Enumerable.Range(0, 1_000).Select(at => Seen(at, "SET", line: 3));
        TimelineEvent gap = new(2_000, 0, "judge", TimelineEvent.LeftOut, "90000 more operations are not shown");
        var end = Enumerable.Range(2_000, 1_000).Select(at => Seen(at, "GET", at % 100 == 0 ? 9 : null));

        Assert.That(Advice([.. beginning, gap, .. end]), Does.StartWith("Line 9 ran GET again and again, thousands of times"));
    }

    [Test]
    public void A_loop_that_is_shown_whole_is_counted() =>
        Assert.That(Advice([.. Enumerable.Range(0, 60).Select(at => Seen(at, "GET", line: 4))]), Does.StartWith("Line 4 ran GET again and again, 60 times"));

    [TestCase(3_999_000, "Line 4 ran GET again and again")]
    [TestCase(1_000_000, "Line 7 waits for GET")]
    public void An_operation_under_way_is_what_keeps_the_code_only_where_it_waited(long began, string starts) => Assert.That(
        Advice([.. Enumerable.Range(0, 60).Select(at => Seen(at, "GET", line: 4)), Seen(began, "GET", line: 7) with { Pending = true }]),
        Does.StartWith(starts));

    [Test]
    public void A_few_operations_are_no_loop() =>
        Assert.That(Advice([.. Enumerable.Range(0, 5).Select(at => Seen(at, "GET", line: 4))]), Does.StartWith("The last thing that your code asked for was GET, in line 4."));

    private static TimelineEvent Seen(long at, string operation, int? line) => new(at, 1, "redis", operation, "stock:40", line, Host: 1);

    private static string? Advice(IReadOnlyList<TimelineEvent> timeline) =>
        CheckAdvice.Of(new CheckReport("sells", new CheckStatus.TimeLimit(TimeSpan.FromSeconds(4), "Buy"), TimeSpan.FromSeconds(4), timeline));
}
