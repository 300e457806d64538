using BackendLabs.Contract;
using BackendLabs.Judge.Services;
using BackendLabs.Judge.Timeline;

namespace BackendLabs.Judge.Tests.Running;

internal sealed class PuttingInsideAndSeenTogether
{
    [Test]
    public void A_command_gets_the_line_of_the_operation_that_sent_it()
    {
        var merged = Merge([Seen(15, "SETEX", "a 60 \"1\" -> OK")], [Told(10, 20, "StringSet", "a", line: 3)]);
        Assert.That(merged, Is.EqualTo(new[] { "SETEX 3" }));
    }

    [Test]
    public void A_command_of_another_key_of_another_process_or_of_another_time_does_not()
    {
        TimelineEvent[] seen = [Seen(15, "GET", "ab -> nil"), Seen(16, "GET", "a -> nil") with { Host = 2 }, Seen(40, "GET", "a -> nil")];
        Assert.That(Merge(seen, [Told(10, 20, "StringGet", "a", line: 3)]), Is.EqualTo(new[] { "StringGet 3 inside", "GET ?", "GET ?", "GET ?" }));
    }

    [Test]
    public void A_request_gets_the_line_that_sent_it_and_no_other_does()
    {
        TimelineEvent[] seen =
        [
            Request(15, "GET", "/a -> 200, 1 byte"), Request(16, "GET", "/a?b -> 200, 1 byte"), Request(17, "POST", "/a -> 200, 1 byte"),
            Request(18, "GET", "/a -> 200, 1 byte"),
        ];
        SelfReportedOperation[] told = [new(Request(10, "GET", "/a -> 200") with { DurationMicroseconds = 20, Line = 3, SelfReported = true }, "/a")];
        Assert.That(Merge(seen, told), Is.EqualTo(new[] { "GET 3", "GET ?", "POST ?", "GET ?" }));
    }

    [Test]
    public void The_judges_own_commands_get_no_line()
    {
        var merged = Merge([Seen(15, "GET", "a -> nil") with { Host = 0 }], [Told(10, 20, "StringGet", "a", line: 3)]);
        Assert.That(merged, Is.EqualTo(new[] { "StringGet 3 inside", "GET ?" }));
    }

    [Test]
    public void Operations_at_once_are_told_apart_by_what_they_send()
    {
        TimelineEvent[] seen = [Seen(15, "SET", "a \"1\" -> OK"), Seen(16, "GET", "a -> 1 byte")];
        SelfReportedOperation[] told = [Told(10, 20, "StringGet", "a", line: 3, sends: ["GET"]), Told(11, 20, "StringSet", "a", line: 4, sends: ["SET"])];
        Assert.That(Merge(seen, told), Is.EqualTo(new[] { "SET 4", "GET 3" }));
    }

    [Test]
    public void All_that_a_transaction_sends_at_its_end_has_the_line_of_its_end()
    {
        TimelineEvent[] seen =
        [
            Seen(21, "WATCH", "a -> OK"), Seen(22, "EXISTS", "a -> 0"), Seen(23, "MULTI", "-> OK"),
            Seen(24, "SET", "a \"1\" -> QUEUED") with { Queued = true }, Seen(25, "EXEC", "1 command -> 1 item"),
        ];
        SelfReportedOperation[] told = [Told(10, 30, "StringSet", "a", line: 5, isQueued: true), Told(20, 30, "EXEC", key: null, line: 6, sends: ["EXEC"])];
        Assert.That(Merge(seen, told), Is.EqualTo(new[] { "WATCH 6", "EXISTS 6", "MULTI 6", "SET 5", "EXEC 6" }));
    }

    [Test]
    public void A_transaction_that_never_ended_has_its_line_all_the_same()
    {
        TimelineEvent[] seen = [Seen(21, "MULTI", "-> OK"), Seen(24, "SET", "a \"1\" -> QUEUED") with { Queued = true }, Seen(25, "EXEC", "1 command, not answered")];
        SelfReportedOperation[] told = [Told(10, 30, "StringSet", "a", line: 5, isQueued: true), Told(20, 30, "EXEC", key: null, line: 6)];
        Assert.That(Merge(seen, told), Is.EqualTo(new[] { "MULTI 6", "SET 5", "EXEC 6" }));
    }

    [Test]
    public void A_lock_that_is_released_has_the_line_of_its_release()
    {
        TimelineEvent[] seen =
        [
            Seen(11, "WATCH", "l -> OK"), Seen(12, "GET", "l -> 1 byte"), Seen(13, "MULTI", "-> OK"), Seen(14, "UNLINK", "l -> QUEUED") with { Queued = true },
            Seen(15, "EXEC", "1 command -> 1 item"),
        ];
        Assert.That(
            Merge(seen, [Told(10, 20, "LockRelease", "l", line: 3, sends: ["EXEC"])]),
            Is.EqualTo(new[] { "WATCH 3", "GET 3", "MULTI 3", "UNLINK 3", "EXEC 3" }));
    }

    [Test]
    public void All_pages_of_a_walk_have_its_line_and_no_other_key_does()
    {
        TimelineEvent[] seen = [Seen(11, "HSCAN", "h 0 -> 2 items"), Seen(12, "HSCAN", "h 7 -> 2 items"), Seen(13, "HSCAN", "other 0 -> 2 items")];
        Assert.That(Merge(seen, [Told(10, 20, "HashScan", "h", line: 3, sends: ["HSCAN"])]), Is.EqualTo(new[] { "HSCAN 3", "HSCAN 3", "HSCAN ?" }));
    }

    [Test]
    public void Operations_of_a_batch_have_their_lines_in_the_order_of_their_asking()
    {
        TimelineEvent[] seen = [Seen(15, "SET", "a \"1\" -> OK"), Seen(16, "GET", "b -> nil"), Seen(17, "GET", "a -> 1 byte")];
        SelfReportedOperation[] told = [Told(10, 20, "StringSet", "a", line: 3), Told(11, 20, "StringGet", "a", line: 4), Told(12, 20, "StringGet", "b", line: 5)];
        Assert.That(Merge(seen, told), Is.EqualTo(new[] { "SET 3", "GET 5", "GET 4" }));
    }

    [Test]
    public void What_was_sent_without_waiting_may_arrive_later()
    {
        var sent = new SelfReportedOperation(new TimelineEvent(10, 0, "redis", "StringSet", "a -> sent, not waited for", 3, SelfReported: true, Host: 1), "a");
        Assert.That(Merge([Seen(5_000, "SET", "a \"1\" -> OK")], [sent]), Is.EqualTo(new[] { "SET 3" }));
    }

    [Test]
    public void A_client_that_gave_up_is_told_of_at_what_the_gate_saw()
    {
        var told = Told(10, 20, "StringGet", "a", line: 3, "a -> TimeoutException: Timeout performing GET a");
        var merged = new SelfReportedOperations(ServiceHomes.Matches).Merge([Seen(15, "GET", "a -> 5 bytes")], [told]);
        Assert.That(merged.Single().Detail, Is.EqualTo("a -> 5 bytes; your code got TimeoutException"));
    }

    [Test]
    public void A_key_that_looks_like_an_answer_changes_nothing()
    {
        var told = Told(10, 20, "StringGet", "-> EvilException: x", line: 3, "-> EvilException: x -> nil");
        var merged = new SelfReportedOperations(ServiceHomes.Matches).Merge([Seen(15, "GET", "\"-> EvilException: x\" -> nil")], [told]);
        Assert.That(merged.Single().Detail, Is.EqualTo("\"-> EvilException: x\" -> nil"));
    }

    private static List<string> Merge(IReadOnlyList<TimelineEvent> seen, IReadOnlyList<SelfReportedOperation> told) =>
        [.. new SelfReportedOperations(ServiceHomes.Matches).Merge(seen, told).Select(one => $"{one.Operation} {(one.Line is { } line ? line : "?")}{(one.SelfReported ? " inside" : "")}")];

    private static TimelineEvent Request(long at, string method, string detail) => new(at, 1, "http", method, detail, Host: 1);

    private static TimelineEvent Seen(long at, string command, string detail) =>
        new(at, 1, "redis", command, detail, Host: 1, Queued: detail.EndsWith("-> QUEUED", StringComparison.Ordinal));

    private static SelfReportedOperation Told(
        long from, long until, string method, string? key, int line, string? detail = null, string[]? sends = null, bool isQueued = false) =>
        new(
            new TimelineEvent(from, until - from, "redis", method, detail ?? $"{key} -> nil", line, SelfReported: true, Host: 1),
            key,
            new RedisFacts(sends ?? [], isQueued));
}
