using System.Text;
using BackendLabs.DockerGate;
using BackendLabs.DockerGate.Http;

namespace BackendLabs.Grader.Tests.Containers;

/// <summary>Row 99 of the attacks: requests that two readers could read in two ways. No Engine is needed to refuse them.</summary>
public sealed class FramingTests
{
    private const string Head = "POST /containers/create HTTP/1.1\r\nHost: docker\r\n";

    [TestCase("/containers%2fjson")]
    [TestCase("/containers/%2e%2e/json")]
    [TestCase("/containers/../info")]
    [TestCase("/containers/./json")]
    [TestCase("//containers/json")]
    [TestCase("/containers/json/")]
    [TestCase("/containers%252fjson")]
    [TestCase("/containers/a%00b/json")]
    [TestCase("/containers/a%zz/json")]
    [TestCase("/containers/a%4/json")]
    [TestCase("/containers/a\\b/json")]
    [TestCase("/containers/%ff/json")]
    [TestCase("http://docker/containers/json")]
    [TestCase("containers/json")]
    [TestCase("*")]
    [TestCase("/containers/json?all=1&all=0")]
    [TestCase("/containers/json?all=1&%61ll=0")]
    [TestCase("/containers/json?filters=%0d%0a")]
    public void A_path_with_a_second_meaning_is_refused(string target) =>
        Assert.That(() => RequestTarget.Parse(target), Throws.TypeOf<RequestRefusedException>());

    [Test]
    public void A_plain_path_is_decoded_once()
    {
        var target = RequestTarget.Parse("/images/backendlabs/base%3A1/json?name=a+b%26c");
        Assert.That(target.Segments, Is.EqualTo(new[] { "images", "backendlabs", "base:1", "json" }));
        Assert.That(target.Query["name"], Is.EqualTo("a b&c"));
    }

    [TestCase("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}")]
    [TestCase("Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}")]
    [TestCase("Content-Length: 2, 2\r\n\r\n{}")]
    [TestCase("Content-Length: 0x2\r\n\r\n{}")]
    [TestCase("Content-Length: -2\r\n\r\n{}")]
    [TestCase("Content-Length: 999999999\r\n\r\n{}")]
    [TestCase("Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n")]
    [TestCase("Transfer-Encoding: identity\r\n\r\n{}")]
    [TestCase("Transfer-Encoding: chunked\r\n\r\n2;ext\n=1\r\n{}\r\n0\r\n\r\n")]
    [TestCase("Transfer-Encoding: chunked\r\n\r\nfffffffff\r\n{}\r\n0\r\n\r\n")]
    [TestCase("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [TestCase("Transfer-Encoding: chunked\r\n\r\n 2\r\n{}\r\n0\r\n\r\n")]
    [TestCase("Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n")]
    [TestCase("Transfer-Encoding: chunked\r\n\r\nfffffff\r\n{}\r\n0\r\n\r\n")]
    [TestCase("Transfer-Encoding: chunked\r\n\r\n2\r\n{}x\r\n0\r\n\r\n")]
    [TestCase("Transfer-Encoding: chunked\r\n\r\n2\n{}\r\n0\r\n\r\n")]
    [TestCase("Transfer-Encoding: chunked\r\n\r\n0\r\nHost: evil\r\n\r\n")]
    [TestCase("Content-Length : 2\r\n\r\n{}")]
    [TestCase(" Content-Length: 2\r\n\r\n{}")]
    [TestCase("X: a\r\n b\r\n\r\n")]
    [TestCase("X: a\rb\r\n\r\n")]
    [TestCase("X: a\n b\n\r\n")]
    [TestCase("X: a\nContent-Length : 2\n\r\n{}")]
    [TestCase("Content-Length: 2\nTransfer-Encoding: chunked\n\r\n2\r\n{}\r\n0\r\n\r\n")]
    [TestCase("Transfer-Encoding: chunked\n\r\n2\n{}\r\n0\r\n\r\n")]
    [TestCase("Transfer-Encoding: chunked\n\r\n2\r\n{}\n0\r\n\r\n")]
    [TestCase("Transfer-Encoding: chunked\n\r\n2\r\n{}\r\n0\n\r\n")]
    [TestCase("Transfer-Encoding: chunked\n\r\n2\r\n{}\r\n0\r\n\n")]
    [TestCase("Transfer-Encoding: chunked\n\r\n2\r\n{}\r\n0\r\nHost: evil\n\r\n")]
    [TestCase("X: a\0b\r\n\r\n")]
    [TestCase("X: \u00e9\r\n\r\n")]
    [TestCase("X: \u00c3\u00a9\r\n\r\n")]
    [TestCase("X: a\u0001b\r\n\r\n")]
    [TestCase("X\"Y: a\r\n\r\n")]
    [TestCase("Host: two\r\n\r\n")]
    [TestCase("Content-Type: application/json\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")]
    [TestCase("Trailer: X\r\n\r\n")]
    [TestCase("Connection: Upgrade\r\nUpgrade: tcp\r\n\r\n")]
    [TestCase("Upgrade: h2c\r\n\r\n")]
    [TestCase("Expect: 100-continue\r\n\r\n")]
    [TestCase("Content-Encoding: gzip\r\n\r\n")]
    [TestCase("Content-Type: application/x-tar\r\nContent-Length: 2\r\n\r\n{}")]
    public Task A_frame_with_a_second_meaning_is_refused(string rest) => IsRefusedAsync(Head + rest);

    [TestCase("GET /_ping HTTP/1.1\r\n\r\n")]
    [TestCase("GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n")]
    [TestCase("GET /_ping HTTP/1.0\r\n\r\n")]
    [TestCase("GET /_ping HTTP/1.2\r\nHost: docker\r\n\r\n")]
    [TestCase("GET http://docker/_ping HTTP/1.1\r\nHost: docker\r\n\r\n")]
    [TestCase("OPTIONS * HTTP/1.1\r\nHost: docker\r\n\r\n")]
    [TestCase("CONNECT docker:80 HTTP/1.1\r\nHost: docker:80\r\n\r\n")]
    [TestCase("GET /containers/../_ping HTTP/1.1\r\nHost: docker\r\n\r\n")]
    [TestCase("GET /containers/%2e%2e/_ping HTTP/1.1\r\nHost: docker\r\n\r\n")]
    [TestCase("GET /containers%2fjson HTTP/1.1\r\nHost: docker\r\n\r\n")]
    [TestCase("GET /caf\u00e9 HTTP/1.1\r\nHost: docker\r\n\r\n")]
    [TestCase("GET /_ping HTTP/1.1\r\nHost: docker\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n")]
    [TestCase("GET /_ping HTTP/2.0\r\nHost: docker\r\n\r\n")]
    [TestCase("GET  /_ping HTTP/1.1\r\nHost: docker\r\n\r\n")]
    [TestCase("get /_ping HTTP/1.1\r\nHost: docker\r\n\r\n")]
    [TestCase("GET /_ping\r\n\r\n")]
    [TestCase("GET /_ping HTTP/1.1\r\n\nHost: docker\r\n\r\n")]
    [TestCase("GET /_ping HTTP/1.1\r\nHost: docker\r\nContent-Length: 2\r\n\r\n{}")]
    public Task A_line_that_is_not_quite_http_is_refused(string raw) => IsRefusedAsync(raw);

    [TestCase("POST /x HTTP/1.1\r\nHost: docker\r\nContent-Length: +2\r\n\r\n{}")]
    [TestCase("POST /x HTTP/1.1\r\nHost: docker\r\nTransfer-Encoding: chunked\r\n\r\n2;ext=1\r\n{}\r\n0\r\n\r\n")]
    [TestCase("POST /x HTTP/1.1\nHost: docker\r\nContent-Length: 2\r\n\r\n{}")]
    [TestCase("POST /x HTTP/1.1\nHost: docker\nContent-Length: 2\n\n{}")]
    [TestCase("\r\n\nPOST /x HTTP/1.1\r\nHost: docker\r\nContent-Length: 2\r\n\r\n{}")]
    public async Task A_form_that_only_kestrel_forgives_is_one_request_and_the_next_is_the_next(string raw)
    {
        // Nobody else reads these bytes, so nobody reads them differently.
        await using var gate = new GateReading();
        await gate.SendAsync(raw + "GET /_ping HTTP/1.1\r\nHost: docker\r\n\r\n", answers: 2);
        Assert.That(gate.Requests.Select(Shown), Is.EqualTo(new[] { "POST {}", "GET " }));
        Assert.That(gate.Refusals, Is.Empty);
    }

    [Test]
    public async Task A_path_of_kestrels_is_not_looked_at()
    {
        var request = await ReadAsync("GET /images/a%3Ab/json?x=%41 HTTP/1.1\r\nHost: docker\r\n\r\n");
        Assert.That(request.Target.Segments, Is.EqualTo(new[] { "images", "a:b", "json" }));
    }

    [Test]
    public async Task Header_lines_may_end_with_a_line_feed_alone()
    {
        var request = await ReadAsync("POST /containers/create HTTP/1.1\r\nHost: docker\nTransfer-Encoding: chunked\n\r\n2\r\n{}\r\n0\r\n\r\n");
        Assert.That(Encoding.ASCII.GetString(request.Body.Span), Is.EqualTo("{}"));
    }

    [Test]
    public async Task Headers_without_end_are_refused_early() => Assert.That(
        await IsRefusedAsync(Head + string.Concat(Enumerable.Repeat("X: y\r\n", 100_000))), Does.StartWith("HTTP/1.1 431 "));

    [Test]
    public async Task Chunks_are_put_together()
    {
        var request = await ReadAsync(Head + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n");
        Assert.That(Encoding.ASCII.GetString(request.Body.Span), Is.EqualTo("{}"));
    }

    [Test]
    public async Task Chunks_beyond_the_limit_are_refused()
    {
        var chunk = "8000\r\n" + new string(' ', 0x8000) + "\r\n";
        var raw = Head + "Transfer-Encoding: chunked\r\n\r\n" + string.Concat(Enumerable.Repeat(chunk, 9)) + "0\r\n\r\n";
        Assert.That(await IsRefusedAsync(raw), Does.StartWith("HTTP/1.1 413 "));
    }

    [Test]
    public async Task Requests_one_behind_the_other_are_answered_one_behind_the_other()
    {
        await using var gate = await LiveGate.StartAsync();
        const string Ping = "GET /_ping HTTP/1.1\r\nHost: docker\r\n\r\n";
        var answers = await gate.SendAsync(Ping + Ping + Ping, answers: 3);
        Assert.That(answers.Split("HTTP/1.1 200 "), Has.Length.EqualTo(4));
    }

    [TestCase("Connection: Upgrade\r\nUpgrade: tcp\r\n\r\n")]
    [TestCase("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}")]
    [TestCase("Transfer-Encoding: chunked\r\n\r\n0\r\nX: y\r\n\r\n")]
    public async Task Nothing_behind_an_upgrade_or_a_doubtful_frame_is_read(string rest)
    {
        await using var gate = await LiveGate.StartAsync();
        const string Body = """{"Image":"backendlabs/base:1"}""";
        var smuggled = $"POST /containers/create HTTP/1.1\r\nHost: docker\r\nContent-Length: {Body.Length}\r\n\r\n{Body}";
        var answers = await gate.SendAsync("POST /containers/web/attach HTTP/1.1\r\nHost: docker\r\n" + rest + smuggled, answers: 2);
        Assert.That(answers.Split("HTTP/1.1 "), Has.Length.EqualTo(2));
        Assert.That(answers, Does.Contain("Connection: close"));
        Assert.That(await gate.OnTheEngineAsync(), Is.Empty);
        Assert.That(gate.Refusals, Has.Count.EqualTo(1));
    }

    private static string Shown(GateRequest request) => $"{request.Method} {Encoding.ASCII.GetString(request.Body.Span)}";

    private static async Task<GateRequest> ReadAsync(string raw)
    {
        await using var gate = new GateReading();
        Assert.That(await gate.SendAsync(raw), Does.StartWith("HTTP/1.1 204 "));
        return gate.Requests.Single();
    }

    private static async Task<string> IsRefusedAsync(string raw)
    {
        await using var gate = new GateReading(new DockerLimits { RequestTime = TimeSpan.FromSeconds(2) });
        var answer = await gate.SendAsync(raw);
        Assert.That(answer, Does.Match("^HTTP/1.1 [45]").And.Contain("\r\nConnection: close\r\n"));
        Assert.That(gate.Requests, Is.Empty);
        Assert.That(gate.Refusals, Has.Count.EqualTo(1));
        Assert.That(gate.Failed, Is.Null);
        return answer;
    }
}
