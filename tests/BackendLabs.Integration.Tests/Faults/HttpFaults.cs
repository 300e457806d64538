using BackendLabs.Contract;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Faults;

/// <summary>What a check does to the HTTP service, met by a snippet's own client; and the fault that nobody met.</summary>
internal sealed class HttpFaults : LiveRunner
{
    private const string Ask = """
        async Task<string> Ask(HttpClient http, string path)
        {
            try
            {
                using var response = await http.GetAsync(path);
                return (int)response.StatusCode + " " + await response.Content.ReadAsStringAsync();
            }
            catch (Exception error)
            {
                return error.GetType().Name + ": " + error.InnerException?.GetType().Name;
            }
        }
        async Task<string> AskFor(HttpClient http, string path, int milliseconds)
        {
            http.Timeout = TimeSpan.FromMilliseconds(milliseconds);
            return await Ask(http, path);
        }
        """;

    [Test]
    public Task A_slow_service_is_slow_and_a_client_that_does_not_wait_goes_on() => PassesAsync(
        """
        await using (var slow = Http.SlowBy(TimeSpan.FromMilliseconds(1_500)))
        {
            Expect(await Snippet.CallAsync<string>("Ask", "/prices/7"), Is.EqualTo("200 {\"price\":12}"), "Slow, but right.");
            Expect(Timeline.Events.Last(one => one is { Service: "http", Host: 1 }).DurationMicroseconds, Is.GreaterThanOrEqualTo(1_490_000), "It took its time.");
            Expect(await Snippet.CallAsync<string>("AskFor", "/prices/7", 700), Does.StartWith("TaskCanceledException"), "Nobody waits.");
            Expect(slow.Landed, Is.EqualTo(2), "Twice.");
        }
        Expect(await Snippet.CallAsync<string>("AskFor", "/prices/7", 2_000), Does.StartWith("200"), "Afterwards.");
        """);

    [Test]
    public Task A_service_that_fails_some_times_answers_the_next_time() => PassesAsync(
        """
        await using var failing = Http.FailTimes(2);
        Expect(await Snippet.CallAsync<string>("Ask", "/prices/7"), Does.StartWith("503 "), "First.");
        Expect(await Snippet.CallAsync<string>("Ask", "/prices/7"), Does.StartWith("503 "), "Second.");
        Expect(await Snippet.CallAsync<string>("Ask", "/prices/7"), Does.StartWith("200 "), "Third.");
        Expect(failing.Landed, Is.EqualTo(2), "Twice.");
        await using var other = Http.FailTimes(1, status: 429);
        Expect(await Snippet.CallAsync<string>("Ask", "/prices/7"), Does.StartWith("429 "), "Of another status.");
        Expect(Http.Requests, Has.Count.EqualTo(4), "All of them were asked.");
        """);

    [Test]
    public Task A_dropped_connection_is_one_request_that_was_read_and_not_answered() => PassesAsync(
        """
        await using (var dropping = Http.DropConnections())
        {
            Expect(await Snippet.CallAsync<string>("Ask", "/prices/7"), Is.EqualTo("HttpRequestException: HttpIOException"), "No answer.");
            Expect(await Snippet.CallAsync<string>("Ask", "/prices/7"), Is.EqualTo("HttpRequestException: HttpIOException"), "Nor the second time.");
            Expect(dropping.Landed, Is.EqualTo(2), "Nothing asks again by itself.");
        }
        Expect(Http.Requests, Has.Count.EqualTo(2), "Requests.");
        Expect(await Snippet.CallAsync<string>("Ask", "/prices/7"), Does.StartWith("200 "), "Afterwards.");
        """);

    [Test]
    public Task A_cut_answer_breaks_off_in_the_middle_of_its_body() => PassesAsync(
        """
        var body = new string('x', 50_000);
        Http.Answer("GET", "/long", body);
        await using (Http.CutAnswers())
        {
            Expect(await Snippet.CallAsync<string>("Ask", "/long"), Is.EqualTo("HttpRequestException: HttpIOException"), "Half a body.");
            Expect(await Snippet.CallAsync<string>("Ask", "/prices/7"), Is.EqualTo("HttpRequestException: HttpIOException"), "Half a short one.");
        }
        Expect(await Snippet.CallAsync<string>("Ask", "/long"), Is.EqualTo("200 " + body), "Afterwards.");
        """);

    [Test]
    public Task Rubbish_is_no_answer() => PassesAsync(
        """
        await using (Http.AnswerRubbish())
            Expect(await Snippet.CallAsync<string>("Ask", "/prices/7"), Does.StartWith("HttpRequestException"), "No HTTP.");
        Expect(await Snippet.CallAsync<string>("Ask", "/prices/7"), Does.StartWith("200 "), "Afterwards.");
        """);

    [Test]
    public Task A_halved_answer_has_the_length_that_it_says() => PassesAsync(
        """
        await using (Http.HalveAnswers())
            Expect(await Snippet.CallAsync<string>("Ask", "/prices/7"), Is.EqualTo("200 {\"pric"), "Half of it.");
        Expect(await Snippet.CallAsync<string>("Ask", "/prices/7"), Is.EqualTo("200 {\"price\":12}"), "Afterwards.");
        """);

    [Test]
    public Task A_frozen_service_answers_nobody_and_those_that_waited_when_it_thaws() => PassesAsync(
        """
        var frozen = Http.Freeze();
        Expect(await Snippet.CallAsync<string>("AskFor", "/prices/7", 1_500), Does.StartWith("TaskCanceledException"), "Nobody answers.");
        Expect(Timeline.Events.Last(one => one is { Service: "http", Host: 1 }).Detail, Does.StartWith("/prices/7 -> not answered"), "The timeline says so.");
        var waiting = Snippet.CallAsync<string>("Ask", "/prices/7");
        for (var turn = 0; frozen.Landed < 2 && turn < 500; turn++)
            await Task.Delay(10);
        await frozen.LiftAsync();
        Expect(await waiting, Does.StartWith("200 "), "It was answered.");
        """);

    [TestCase("Http.SlowBy(TimeSpan.FromSeconds(1))", "HTTP service slower by 1000 ms", TestName = "A slow service that nobody asks fails its check")]
    [TestCase("Http.FailTimes(1)", "HTTP service fails once with 503", TestName = "A failing service that nobody asks fails its check")]
    [TestCase("Http.DropConnections()", "HTTP service drops its connections", TestName = "A service that drops connections which nobody makes fails its check")]
    [TestCase("Http.CutAnswers()", "HTTP service cuts its answers", TestName = "A service that cuts answers which nobody asks for fails its check")]
    [TestCase("Http.AnswerRubbish()", "HTTP service answers rubbish", TestName = "A service that answers rubbish to nobody fails its check")]
    [TestCase("Http.Freeze()", "HTTP service frozen", TestName = "A frozen service that nobody asks fails its check")]
    public async Task Unmet(string fault, string name)
    {
        var report = await RunAsync(Lab($"await using (var fault = {fault}) {{ }}\nawait Snippet.CallAsync<string>(\"Ask\", \"/prices/7\");"), Ask);
        Assert.That(Message(report), Is.EqualTo($"The fault never landed ({name}): your code sent the HTTP service no request while it lasted."), () => Words.Of(report));
    }

    [Test]
    public async Task A_service_that_halves_what_has_no_body_fails_its_check()
    {
        var report = await RunAsync(Lab("Http.Answer(\"GET\", \"/empty\");\nHttp.HalveAnswers();\nawait Snippet.CallAsync<string>(\"Ask\", \"/empty\");"), Ask);
        Assert.That(Message(report), Is.EqualTo("The fault never landed (HTTP service halves its answers): your code was sent no body while it lasted."), () => Words.Of(report));
    }

    private static string? Message(RunReport report) => (report.Checks[0].Status as CheckStatus.Failed)?.Message;

    private async Task PassesAsync(string body)
    {
        var report = await RunAsync(Lab(body), Ask);
        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
    }

    private static Lab Lab(string body) => new SmallLab
    {
        Services = "{ prices: http }",
        Entries = ["Task<string> Ask(HttpClient http, string path)", "Task<string> AskFor(HttpClient http, string path, int milliseconds)"],
        Checks = $$"""
            Given(seed => Http.Answer("GET", "/prices/7", new { price = 12 }));
            Check("meets", points: 1, "meets it", async () =>
            {
            {{body}}
            });
            """,
        Reference = Ask,
        Starter = Ask,
        Limits = "{ wall: 10s, memory: 256MB, output: 16KB }",
    }.Read();
}
