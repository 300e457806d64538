using BackendLabs.Contract;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Faults;

/// <summary>Time that a check holds in its hand, and what has not come while a snippet idles.</summary>
internal sealed class ClockThatStands : LiveRunner
{
    private const string Snippet = """
        DateTimeOffset Now(TimeProvider time) => time.GetUtcNow();

        async Task<double> Measure(TimeProvider time, int milliseconds)
        {
            var began = time.GetTimestamp();
            await Task.Delay(milliseconds);
            return time.GetElapsedTime(began).TotalMilliseconds;
        }

        async Task<int> Retry(HttpClient http, TimeProvider time)
        {
            for (var tries = 1; ; tries++)
            {
                using var response = await http.GetAsync("/prices/7");
                if (response.IsSuccessStatusCode)
                    return tries;
                await Task.Delay(TimeSpan.FromMinutes(Math.Pow(2, tries)), time);
            }
        }

        async Task<string> Later(HttpClient http, TimeProvider time)
        {
            await Task.Delay(TimeSpan.FromMinutes(5), time);
            return await http.GetStringAsync("/prices/7");
        }

        async Task<int> Wait(TimeProvider time)
        {
            await Task.Delay(TimeSpan.FromDays(3), time);
            return 1;
        }
        """;

    [Test]
    public Task A_clock_that_stands_moves_by_the_check_alone() => PassesAsync(
        """
        await Clock.StopAsync();
        var noon = Clock.UtcNow;
        Expect(await Snippet.CallAsync<DateTimeOffset>("Now"), Is.EqualTo(noon), "As the check has it.");
        Expect(await Snippet.CallAsync<double>("Measure", 300), Is.EqualTo(0), "The machine's time is none of it.");
        await Clock.AdvanceAsync(TimeSpan.FromHours(2));
        Expect(Clock.UtcNow, Is.EqualTo(noon.AddHours(2)), "Two hours.");
        await Snippet.RestartAsync();
        Expect(await Snippet.CallAsync<DateTimeOffset>("Now"), Is.EqualTo(noon.AddHours(2)), "In a new process too.");
        """);

    [TestCase(false)]
    [TestCase(true)]
    public Task A_call_that_waits_for_timers_ends_without_anybody_waiting(bool stands) => PassesAsync(
        $$"""
        {{(stands ? "await Clock.StopAsync();" : "")}}
        Http.Answer("GET", "/prices/7", new { price = 12 });
        await using var failing = Http.FailTimes(3);
        var call = Snippet.CallAsync<int>("Retry");
        var moved = await Clock.AdvanceUntilAsync(call);
        Expect(await call, Is.EqualTo(4), "Three failures.");
        // Beside a clock that goes on, the machine's time is a part of the way.
        Expect(moved.TotalMinutes, {{(stands ? "Is.InRange(14, 14.001)" : "Is.InRange(12.5, 14.001)")}}, "Two, four and eight minutes.");
        """);

    [Test]
    public async Task A_call_that_waits_for_longer_than_it_may_fails_in_words()
    {
        var status = await RunAsync("""
            var call = Snippet.CallAsync<int>("Wait");
            await Clock.AdvanceUntilAsync(call, most: TimeSpan.FromHours(5));
            """);

        Assert.That(status, Is.InstanceOf<CheckStatus.Failed>());
        Assert.That(((CheckStatus.Failed)status).Message, Does.Match("Your code waits for more than 5 h: after .* its next timer is (72|71\\.99|72\\.0+) h away"));
    }

    [Test]
    public Task Requests_are_waited_for_and_a_check_can_say_that_none_came() => PassesAsync(
        """
        Http.Answer("GET", "/prices/7", "12");
        var call = Snippet.CallAsync<string>("Later");
        await Snippet.IdleAsync();
        Expect(Http.Requests, Is.Empty, "Five minutes have not passed.");
        await Clock.AdvanceAsync(TimeSpan.FromMinutes(6));
        await Http.WaitForRequestsAsync(1, during: call);
        Expect(await call, Is.EqualTo("12"), "Then it asks.");
        """);

    [Test]
    public async Task A_call_that_ends_without_its_requests_fails_in_words()
    {
        var status = await RunAsync("""
            var call = Snippet.CallAsync<DateTimeOffset>("Now");
            await Http.WaitForRequestsAsync(2, during: call);
            """);

        Assert.That((status as CheckStatus.Failed)?.Message, Is.EqualTo("Your code sent no request where 2 requests should come, and its call has ended."));
    }

    [Test]
    public async Task Who_asks_before_its_time_is_found_out()
    {
        var status = await RunAsync("""
            Http.Answer("GET", "/prices/7", "12");
            var call = Snippet.CallAsync<int>("Retry");
            await Snippet.IdleAsync();
            Expect(Http.Requests, Is.Empty, "It should not ask yet.");
            """);

        Assert.That((status as CheckStatus.Failed)?.Message, Is.EqualTo("It should not ask yet."));
    }

    private async Task PassesAsync(string body) => Assert.That(await RunAsync(body), Is.InstanceOf<CheckStatus.Passed>());

    private async Task<CheckStatus> RunAsync(string body)
    {
        var lab = new SmallLab
        {
            Services = "{ http: http }",
            Entries = ["DateTimeOffset Now(TimeProvider time)", "Task<double> Measure(TimeProvider time, int milliseconds)", "Task<int> Retry(HttpClient http, TimeProvider time)", "Task<string> Later(HttpClient http, TimeProvider time)", "Task<int> Wait(TimeProvider time)"],
            Limits = "{ wall: 60s, memory: 256MB, output: 16KB }",
            Checks = $"Check(\"clock\", points: 1, \"holds the clock\", async () =>\n{{\n{body}\n}});",
            Reference = Snippet,
            Starter = Snippet,
        }.Read();
        var report = await Runner.RunAsync(new Grader.RunRequest(lab, Snippet, "answer.csx", new RunOptions(7)), progress: null, CancellationToken.None);
        TestContext.Out.WriteLine(string.Join('\n', report.Checks.Select(check => check.Status)));
        TestContext.Out.WriteLine(report.Verdict);
        return report.Checks.Single().Status;
    }
}
