using BackendLabs.Contract;
using BackendLabs.Grader;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Timelines;

/// <summary>What the HTTP service answers, what it was asked, and every request with the line that sent it.</summary>
internal sealed class LinesOfHttp : LiveRunner
{
    [Test]
    public async Task A_request_has_its_line_its_status_and_its_size()
    {
        var seen = await SeenAsync("""
            async Task Do(HttpClient prices)
            {
                await prices.GetStringAsync("/prices/7?in=EUR");
                (await prices.PostAsJsonAsync("orders", new { product = 7 })).EnsureSuccessStatusCode();
                await prices.GetAsync("/nowhere");
            }
            """);
        Assert.That(seen, Is.EqualTo(new[]
        {
            "3: GET /prices/7?in=EUR -> 200, 11 bytes",
            "4: POST /orders -> 201, 0 bytes",
            "5: GET /nowhere -> 404, 30 bytes",
        }));
    }

    [Test]
    public async Task Requests_at_once_have_a_line_each_and_a_blocking_one_too()
    {
        var seen = await SeenAsync("""
            async Task Do(HttpClient prices)
            {
                var one = prices.GetAsync("/prices/7?n=1");
                var two = prices.GetAsync("/prices/7?n=2");
                await Task.WhenAll(one, two);
                using var request = new HttpRequestMessage(HttpMethod.Delete, "/prices/7");
                prices.Send(request);
            }
            """);
        Assert.That(seen.Order(), Is.EqualTo(new[]
        {
            "3: GET /prices/7?n=1 -> 200, 11 bytes",
            "4: GET /prices/7?n=2 -> 200, 11 bytes",
            "7: DELETE /prices/7 -> 405, 27 bytes",
        }));
    }

    [Test]
    public async Task A_request_to_another_server_is_told_inside_and_reaches_nobody()
    {
        var seen = await SeenAsync("""
            async Task Do(HttpClient prices)
            {
                try { await prices.GetAsync("http://elsewhere.example/prices/7"); } catch (HttpRequestException) { }
            }
            """);
        Assert.That(seen.Single(), Does.StartWith("inside 3: GET /prices/7 -> HttpRequestException"));
    }

    [Test]
    public async Task A_check_sees_what_was_asked_and_answers_as_it_likes() => await PassesAsync(
        """
        var stock = 3;
        Http.Answer("POST", "/orders", request =>
        {
            var ordered = request.Json<Dictionary<string, int>>()!["count"];
            return ordered > stock
                ? new HttpAnswer(409, new { left = stock })
                : new HttpAnswer(201, new { left = stock -= ordered }) { Headers = new Dictionary<string, string> { ["Location"] = "/orders/1" } };
        });
        Http.Answer("GET", "/items/*", request => new HttpAnswer(Body: "any " + request.Path));
        Http.Answer("GET", "/items/1", "the first");
        Http.Answer("GET", "/items/1?full=yes", "all of the first");
        Expect(await Snippet.CallAsync<string>("Post", "/orders", "{\"count\":2}"), Is.EqualTo("201 {\"left\":1} /orders/1"), "Two are left for us.");
        Expect(await Snippet.CallAsync<string>("Post", "/orders", "{\"count\":2}"), Is.EqualTo("409 {\"left\":1} "), "But not two more.");
        Expect(await Snippet.CallAsync<string>("Post", "/orders", "no json"), Does.StartWith("400 "), "Rubbish is the snippet's mistake.");
        Expect(await Snippet.CallAsync<string>("Get", "/items/1"), Is.EqualTo("the first"), "The path itself.");
        Expect(await Snippet.CallAsync<string>("Get", "/items/1?full=yes"), Is.EqualTo("all of the first"), "With its query.");
        Expect(await Snippet.CallAsync<string>("Get", "/items/%C3%BC2"), Is.EqualTo("any /items/ü2"), "What begins so.");
        Http.Answer("GET", "/items/1", "another");
        Expect(await Snippet.CallAsync<string>("Get", "/items/1"), Is.EqualTo("another"), "The last word counts.");

        var posted = Http.Requests[0];
        Expect(posted.Method + posted.Path + posted.Body, Is.EqualTo("POST/orders{\"count\":2}"), "What was posted.");
        Expect(posted.Header("content-type"), Does.StartWith("application/json"), "Its type.");
        Expect(posted.Header("X-Key"), Is.EqualTo("secret"), "Its own header.");
        Expect(posted.Header("traceparent"), Is.Null, "Nothing that nobody sent.");
        Expect(posted.Client, Is.EqualTo(1), "Whose it was.");
        Expect(Http.Requests, Has.Count.EqualTo(7), "All of them.");
        Http.ClearRequests();
        await Snippet.RestartAsync();
        Expect(await Snippet.CallAsync<string>("Get", "/items/1"), Is.EqualTo("another"), "A new process reaches the same service.");
        Expect(Http.Requests.Single().Path, Is.EqualTo("/items/1"), "Counted from none.");
        Expect(Timeline.Count("http"), Is.EqualTo(8), "The timeline keeps them.");
        """);

    [Test]
    public async Task Fifty_callers_at_once_are_all_answered() => await PassesAsync(
        """
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Snippet.CallAsync<string>("Get", "/prices/7")));
        Expect(Http.Requests, Has.Count.EqualTo(50), "Requests.");
        """);

    [Test]
    public async Task What_the_checks_own_answer_throws_is_the_labs_mistake()
    {
        var report = await RunAsync(Lab("Http.Answer(\"GET\", \"/prices/8\", request => throw new FormatException(\"mine\"));\nawait Snippet.CallAsync<string>(\"Get\", \"/prices/8\");"), GetAndPost);
        Assert.That(report.Checks[0].Status, Is.TypeOf<CheckStatus.InfrastructureError>(), () => Words.Of(report));
        Assert.That(((CheckStatus.InfrastructureError)report.Checks[0].Status).Reason, Does.Contain("threw FormatException while it answered an HTTP request: mine"));
    }

    [Test]
    public async Task A_lab_whose_service_is_never_asked_is_refused_and_one_that_looks_passes()
    {
        const string Reference = "async Task<int> Price(HttpClient prices, int id) => await prices.GetFromJsonAsync<int>($\"/prices/{id}\");";
        var sound = new SmallLab
        {
            Services = "{ prices: http }",
            Entries = ["Task<int> Price(HttpClient prices, int id)"],
            Checks = """
                var price = 0;
                Given(seed => Http.Answer("GET", "/prices/7", price = seed.Int(1_000, 1_000_000)));
                Check("asks", points: 1, "asks for the price", async () =>
                    Expect(await Snippet.CallAsync<int>("Price", 7), Is.EqualTo(price), "The price."));
                """,
            Reference = Reference,
            Starter = "async Task<int> Price(HttpClient prices, int id) => 0;",
            Wrong = new Dictionary<string, (string, string)> { ["other"] = ("asks", "async Task<int> Price(HttpClient prices, int id) => 1 + await prices.GetFromJsonAsync<int>($\"/prices/{id}\");") },
        };
        var report = await Runner.ValidateAsync(sound.Read(), new ValidationOptions(Seeds: 1) { Only = ["solutions", "wrong", "probes"] }, progress: null, CancellationToken.None);
        Assert.That(report.Steps.SelectMany(step => step.Problems.Select(problem => problem.Message)), Is.Empty);

        var idle = sound with
        {
            Entries = ["Task<int> Twice(HttpClient prices, int number)"],
            Checks = """
                var number = 0;
                Given(seed => number = seed.Int(1_000, 1_000_000));
                Check("doubles", points: 1, "doubles", async () => Expect(await Snippet.CallAsync<int>("Twice", number), Is.EqualTo(2 * number), "Twice."));
                """,
            Reference = "async Task<int> Twice(HttpClient prices, int number) => number * 2;",
            Starter = "async Task<int> Twice(HttpClient prices, int number) => 0;",
            Wrong = new Dictionary<string, (string, string)> { ["other"] = ("doubles", "async Task<int> Twice(HttpClient prices, int number) => number * 3;") },
        };
        report = await Runner.ValidateAsync(idle.Read(), new ValidationOptions(Seeds: 1) { Only = ["solutions", "wrong", "probes"] }, progress: null, CancellationToken.None);
        Assert.That(report.Steps.SelectMany(step => step.Problems.Select(problem => problem.Message)), Has.Some.Contains("The check \"doubles\" gives 1 point to the reference at work on a copy"));
    }

    private const string GetAndPost = """
        Task<string> Get(HttpClient prices, string path) => prices.GetStringAsync(path);
        async Task<string> Post(HttpClient prices, string path, string json)
        {
            prices.DefaultRequestHeaders.Add("X-Key", "secret");
            using var response = await prices.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"));
            return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()} {response.Headers.Location}";
        }
        """;

    private async Task PassesAsync(string body)
    {
        var report = await RunAsync(Lab(body), GetAndPost);
        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
    }

    private async Task<IReadOnlyList<string>> SeenAsync(string snippet)
    {
        var lab = Lab("await Snippet.CallAsync(\"Do\");", "Task Do(HttpClient prices)", snippet);
        var report = await RunAsync(lab, snippet);
        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
        return [.. report.Checks[0].Timeline.Where(one => one is { Service: "http", IsJudges: false })
            .Select(one => $"{(one.SelfReported ? "inside " : "")}{one.Line}: {one.Operation} {one.Detail}")];
    }

    private static Lab Lab(string body) =>
        Lab(body, ["Task<string> Get(HttpClient prices, string path)", "Task<string> Post(HttpClient prices, string path, string json)"], GetAndPost);

    private static Lab Lab(string body, string entry, string reference) => Lab(body, [entry], reference);

    private static Lab Lab(string body, string[] entries, string reference) => new SmallLab
    {
        Services = "{ prices: http }",
        Entries = entries,
        Checks = $$"""
            Given(seed =>
            {
                Http.Answer("GET", "/prices/7", new { price = 7 });
                Http.Answer("POST", "/orders", status: 201);
            });
            Check("asks", points: 1, "asks", async () =>
            {
            {{body}}
            });
            """,
        Reference = reference,
        Starter = reference,
        Limits = "{ wall: 10s, memory: 256MB, output: 16KB }",
    }.Read();
}
