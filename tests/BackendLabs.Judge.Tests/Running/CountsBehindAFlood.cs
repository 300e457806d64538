using BackendLabs.Contract;
using BackendLabs.Judge.Services;
using BackendLabs.Judge.Services.Docker;
using BackendLabs.Judge.Services.Http;

namespace BackendLabs.Judge.Tests.Running;

/// <summary>What a check counts is right after any number of operations, or the check fails.</summary>
internal sealed class CountsBehindAFlood
{
    private const int Flood = 30_000;

    private JudgeTimeline _timeline = null!;

    [SetUp]
    public void Begin() => _timeline = new JudgeTimeline(TimeProvider.System, ServiceHomes.Matches);

    [Test]
    public void Operations_are_counted_beyond_what_is_shown()
    {
        Redis("GET", Flood);
        Redis("SET", 3);

        Assert.Multiple(() =>
        {
            Assert.That(_timeline.Count("redis"), Is.EqualTo(Flood + 3));
            Assert.That(_timeline.Count("redis", "set"), Is.EqualTo(3));
            Assert.That(_timeline.Count("redis", "del"), Is.Zero);
            Assert.That(_timeline.RoundTrips("redis"), Is.EqualTo(Flood + 3));
            Assert.That(_timeline.Uncounted(), Is.Null);
        });
    }

    [Test]
    public void Round_trips_from_a_moment_on_are_all_of_them_and_no_others()
    {
        Redis("GET", Flood);
        var watch = _timeline.Watch();
        Redis("GET", 7);
        Redis("MULTI", 1);
        _timeline.Add(Event("redis", "SET", "key -> QUEUED") with { Queued = true });
        // A script may answer with the same word.
        _timeline.Add(Event("redis", "EVAL", "-> QUEUED"));
        Redis("EXEC", 1);

        Assert.That(watch.RoundTrips("redis"), Is.EqualTo(9));
    }

    [Test]
    public void Statements_after_a_flood_are_seen_with_their_text()
    {
        Statements(Flood, "select 1");
        var watch = _timeline.Watch();
        Statements(4, "select price from product");

        Assert.That(watch.Statements.Select(one => one.Sql), Is.EqualTo(Enumerable.Repeat("select price from product", 4)));
        Assert.That(watch.RoundTrips("sqlite"), Is.EqualTo(4));
        Assert.That(_timeline.Uncounted(), Is.Null);
    }

    [Test]
    public void Long_statements_before_the_measured_one_do_not_cut_it_short()
    {
        for (var i = 0; i < 1_000; i++)
            Statements(1, $"select {i} /*{new string('x', 16_000)}*/");
        var watch = _timeline.Watch();
        var measured = "select id from product where " + string.Join(" or ", Enumerable.Range(0, 50).Select(i => $"id = {i}"));
        Statements(1, measured);

        Assert.That(watch.Statements.Single().Sql, Is.EqualTo(measured));
        Assert.That(_timeline.Uncounted(), Is.Null);
    }

    [Test]
    public void A_flood_of_statements_while_they_are_watched_fails_whoever_looks_at_them()
    {
        var watch = _timeline.Watch();
        Statements(Flood, "select 1");

        Assert.That(watch.RoundTrips("sqlite"), Is.EqualTo(Flood), "Their number is known.");
        Assert.That(_timeline.Uncounted(), Is.Null);
        Assert.That(watch.Statements, Is.Not.Empty);
        Assert.That(_timeline.Uncounted(), Does.Contain("more statements of SQL than this check can look at"));
    }

    [Test]
    public void Keys_named_before_a_moment_hide_none_of_those_after_it()
    {
        for (var i = 0; i < Flood; i++)
            _timeline.AddKeys([$"noise/{i}"]);
        var watch = _timeline.Watch();
        _timeline.AddKeys(["product/7"]);

        Assert.That(watch.Keys, Is.EqualTo(new[] { "product/7" }));
        Assert.That(_timeline.Uncounted(), Is.Null);
        Assert.That(_timeline.Keys, Does.Contain("product/7"));
        Assert.That(_timeline.Uncounted(), Does.Contain("keys of Redis"));
    }

    [Test]
    public void Keys_of_a_megabyte_take_no_more_than_they_may()
    {
        for (var i = 0; i < 100; i++)
            _timeline.AddKeys([new string('k', 1_000_000)]);
        var watch = _timeline.Watch();
        _timeline.AddKeys(["product/7"]);

        Assert.That(watch.Keys, Is.EqualTo(new[] { "product/7" }));
    }

    [Test]
    public void Looking_for_an_event_among_more_than_are_kept_fails_the_check()
    {
        Redis("GET", 10_000);
        Assert.That(_timeline.Events, Has.Count.EqualTo(10_000));
        Assert.That(_timeline.Uncounted(), Is.Null);

        Redis("GET", Flood);
        Assert.That(_timeline.Events.Count, Is.LessThan(Flood));
        Assert.That(_timeline.Uncounted(), Does.Contain("more operations"));
    }

    [Test]
    public void Names_without_end_leave_the_whole_counted()
    {
        for (var i = 0; i < 2_000; i++)
            _timeline.Add(Event("sqlite", $"verb{i}", "") with { SelfReported = true });

        Assert.That(_timeline.Count("sqlite"), Is.EqualTo(2_000));
        Assert.That(_timeline.Uncounted(), Is.Null);
        Assert.That(_timeline.Count("sqlite", "select"), Is.Zero);
        Assert.That(_timeline.Uncounted(), Is.Not.Null, "There might have been one.");
    }

    [Test]
    public void The_reader_sees_the_beginning_and_the_end()
    {
        Redis("GET", Flood);
        _timeline.Add(Event("redis", "SET", "the last"));

        var shown = _timeline.ToReport(host => host);
        Assert.That(shown, Has.Count.EqualTo(2_001));
        Assert.That(shown[1_000].Detail, Is.EqualTo($"{Flood + 1 - 2_000} more operations are not shown"));
        Assert.That(shown[^1].Detail, Is.EqualTo("the last"));
    }

    [Test]
    public void Both_ends_of_a_flood_have_their_lines()
    {
        for (var i = 0; i < Flood; i++)
        {
            var seen = Event("redis", "GET", "stock:40") with { Host = 1, AtMicroseconds = _timeline.Began + (i * 10), DurationMicroseconds = 5 };
            _timeline.Add(seen);
            // As the student's process tells: all of the first, then one now and then.
            if (i < 2_000 || i % 20 == 0)
                _timeline.AddInside(seen with { Operation = "StringGet", DurationMicroseconds = 8, SelfReported = true, Line = 6 }, "stock:40");
        }

        var shown = _timeline.ToReport(host => host);
        Assert.Multiple(() =>
        {
            Assert.That(shown, Has.Count.EqualTo(2_001));
            Assert.That(shown.Count(one => one.Operation == "StringGet"), Is.Zero);
            Assert.That(shown.Take(1_000).Count(one => one.Line == 6), Is.EqualTo(1_000));
            Assert.That(shown.Skip(1_001).Count(one => one.Line == 6), Is.EqualTo(50));
        });
    }

    [Test]
    public void A_new_phase_counts_from_none()
    {
        Redis("GET", Flood);
        Statements(Flood, "select 1");
        _timeline.Begin("order 2");
        Redis("GET", 2);
        Statements(1, "select 2");

        Assert.That((_timeline.Count("redis"), _timeline.RoundTrips("redis"), _timeline.Statements.Count), Is.EqualTo((2, 2, 1)));
        Assert.That(_timeline.Uncounted(), Is.Null);
    }

    [Test]
    public async Task Requests_and_containers_beyond_what_is_kept_fail_the_check_that_lists_them()
    {
        var upstream = new HttpUpstream(System.Text.Json.JsonSerializerOptions.Default, _timeline, TimeProvider.System, _ => { });
        var http = new JudgeHttp(upstream, new Faults.FaultLedger(), _timeline, TimeProvider.System);
        var request = new SeenRequest(1, "GET", "/prices/7", "", new Dictionary<string, string>(StringComparer.Ordinal), "");
        for (var i = 0; i < 10_001; i++)
            await upstream.TakeAsync(request, 1, "/prices/7", CancellationToken.None);

        Assert.That(_timeline.Uncounted(), Is.Null);
        Assert.That(http.Requests, Has.Count.EqualTo(10_000));
        Assert.That(_timeline.Uncounted(), Does.Contain("HTTP requests"));

        var missed = false;
        await using var containers = new JudgeContainers("/nowhere", _ => { }, TimeProvider.System) { Missed = () => missed = true };
        for (var i = 0; i < 10_001; i++)
            containers.Saw(Event("docker", "list", ""));
        Assert.That(containers.Operations, Has.Count.EqualTo(10_000));
        Assert.That(missed);
    }

    private static TimelineEvent Event(string service, string operation, string detail) =>
        new(TimeProvider.System.Microseconds(), 1, service, operation, detail, Host: 1);

    private void Redis(string command, int times)
    {
        for (var i = 0; i < times; i++)
            _timeline.Add(Event("redis", command, "key -> 1"));
    }

    private void Statements(int times, string sql)
    {
        for (var i = 0; i < times; i++)
            _timeline.AddStatement(Event("sqlite", "select", sql[..Math.Min(50, sql.Length)]) with { SelfReported = true }, new StatementFacts(sql, 1, 0, false, null));
    }
}
