using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using BackendLabs.Contract;
using BackendLabs.Judge.Services;
using BackendLabs.Judge.Services.Http;

namespace BackendLabs.Judge.Tests.Http;

/// <summary>What the gate of an HTTP service does with requests that no honest client sends.</summary>
internal sealed class HttpGateTests
{
    private const string Get = "GET /prices/7 HTTP/1.1\r\nHost: prices\r\n";

    private readonly List<GateRefusal> _refused = [];
    private string _folder = null!;
    private JudgeTimeline _timeline = null!;
    private HttpUpstream _upstream = null!;
    private HttpGate _gate = null!;

    [SetUp]
    public async Task Listen()
    {
        _folder = Directory.CreateTempSubdirectory("http-").FullName;
        _timeline = new JudgeTimeline(TimeProvider.System, ServiceHomes.Matches);
        _refused.Clear();
        _upstream = new HttpUpstream(RenderedAnswer.CreateJson(), _timeline, TimeProvider.System, _refused.Add, most: 5);
        _upstream.Answers.Declare("GET", "/prices/7", _ => RenderedAnswer.Plain(200, "12"));
        _gate = await HttpGate.ListenAsync(SocketPath, _upstream, host: 1, client: 1, CancellationToken.None);
    }

    [TearDown]
    public async Task Close()
    {
        await _gate.DisposeAsync();
        Assert.That(File.Exists(SocketPath), Is.False, "The socket is left.");
        Directory.Delete(_folder, recursive: true);
    }

    private string SocketPath => Path.Combine(_folder, "http.sock");

    [Test]
    public async Task An_honest_request_is_answered()
    {
        Assert.That(await AskAsync(Get + "Connection: close\r\n\r\n"), Does.StartWith("HTTP/1.1 200 OK\r\n").And.EndsWith("\r\n\r\n12"));
        Assert.That(_timeline.Events.Select(one => $"{one.Operation} {one.Detail}"), Is.EqualTo(new[] { "GET /prices/7 -> 200, 2 bytes" }));
    }

    [TestCase("GET / HTTP/1.1\r\n\r\n", "400", TestName = "A request without a host is refused")]
    [TestCase("GET /\r\n\r\n", "400", TestName = "A request of no version is refused")]
    [TestCase("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400", TestName = "A host given twice is refused")]
    [TestCase("GET / HTTP/1.1\r\nHost: a\r\n folded: yes\r\n\r\n", "400", TestName = "A folded header is refused")]
    [TestCase("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", "400", TestName = "Two lengths are refused")]
    [TestCase("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", "400", TestName = "A length below zero is refused")]
    [TestCase("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "400", TestName = "A chunk of no size is refused")]
    [TestCase("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 131073\r\n\r\n", "413", TestName = "A body that says it is too long is refused before it comes")]
    [TestCase("\u0016\u0003\u0001\u0002\r\n\r\n", "400", TestName = "A handshake of another protocol is refused")]
    public async Task Malformed(string request, string status)
    {
        Assert.That(await AskAsync(request), Does.StartWith("HTTP/1.1 " + status));
        Assert.That(_upstream.Requests, Is.Empty);
        Assert.That(await AskAsync(Get + "Connection: close\r\n\r\n"), Does.StartWith("HTTP/1.1 200"), "The gate lives.");
    }

    [Test]
    public async Task A_line_a_head_and_a_body_without_end_are_cut_off()
    {
        Assert.That(await AskAsync("GET /" + new string('a', 10_000)), Does.StartWith("HTTP/1.1 414"));
        Assert.That(await AskAsync(Get + "X: " + new string('a', 20_000)), Does.StartWith("HTTP/1.1 431"));
        Assert.That(await AskAsync(Get + string.Concat(Enumerable.Repeat("X: a\r\n", 100)) + "\r\n"), Does.StartWith("HTTP/1.1 431"));
        var chunk = "1000\r\n" + new string('a', 4096) + "\r\n";
        Assert.That(await AskAsync("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + string.Concat(Enumerable.Repeat(chunk, 40))), Does.StartWith("HTTP/1.1 413"));
        Assert.That(_upstream.Requests, Is.Empty);
    }

    [Test]
    public async Task A_head_that_never_ends_is_waited_for_no_longer_than_its_time()
    {
        var start = Stopwatch.GetTimestamp();
        Assert.That(await AskAsync(Get), Does.StartWith("HTTP/1.1 408"));
        Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(JudgeTimes.HttpHead + TimeSpan.FromSeconds(10)));
    }

    [Test]
    public async Task A_connection_too_many_is_closed_and_the_others_go_on()
    {
        var open = new List<Socket>();
        for (var count = 0; count < HttpGate.MostConnections; count++)
        {
            open.Add(Connect());
            // Taken in by the server, not only by the kernel: it has begun to read.
            if (count == HttpGate.MostConnections - 1)
                Assert.That(await AskAsync(open[^1], Get + "\r\n", untilClosed: false), Does.StartWith("HTTP/1.1 200"));
        }

        using (var beyond = Connect())
            Assert.That(await AskAsync(beyond, Get + "\r\n"), Is.Empty);
        Assert.That(await AskAsync(open[0], Get + "\r\n", untilClosed: false), Does.StartWith("HTTP/1.1 200"));
        open.ForEach(one => one.Dispose());
    }

    [Test]
    public async Task Requests_beyond_the_worlds_limit_are_refused_and_told_once()
    {
        for (var count = 0; count < 5; count++)
            await AskAsync(Get + "Connection: close\r\n\r\n");
        Assert.That(_refused, Is.Empty);
        Assert.That(await AskAsync(Get + "Connection: close\r\n\r\n"), Does.StartWith("HTTP/1.1 429"));
        Assert.That(await AskAsync(Get + "Connection: close\r\n\r\n"), Does.StartWith("HTTP/1.1 429"));
        Assert.That(_refused.Single().Reason, Does.Contain("a check may send 5 HTTP requests"));
        Assert.That(_upstream.Requests, Has.Count.EqualTo(5));
    }

    [Test]
    public async Task A_frozen_request_keeps_the_gate_from_closing_no_longer_than_a_moment()
    {
        var frozen = new FrozenHttp();
        _upstream.Obstacles.Add(frozen);
        using var waiting = Connect();
        await waiting.SendAsync(Encoding.Latin1.GetBytes(Get + "\r\n"));
        while (_upstream.Requests.Count == 0)
            await Task.Yield();
        var start = Stopwatch.GetTimestamp();
        await _gate.DisposeAsync();
        Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(TimeSpan.FromSeconds(3)));
    }

    [TestCase("HTTP/1.1 200 \r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 2\r\n\r\n1", typeof(CuttingHttp), TestName = "A cut answer has half of its body and ends")]
    [TestCase("HTTP/1.1", typeof(DroppingHttp), TestName = "A dropped request has no answer and ends")]
    [TestCase("220 mail", typeof(RubbishHttp), TestName = "Rubbish is sent as it is and ends")]
    public async Task Raw(string beginning, Type fault)
    {
        _upstream.Obstacles.Add((HttpObstacle)Activator.CreateInstance(fault)!);
        Assert.That(await AskAsync(Get + "\r\n"), Does.StartWith(beginning).And.Not.Contain("Date:"));
    }

    private async Task<string> AskAsync(string request)
    {
        using var socket = Connect();
        return await AskAsync(socket, request);
    }

    private static async Task<string> AskAsync(Socket socket, string request, bool untilClosed = true)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var answer = new StringBuilder();
        try
        {
            await socket.SendAsync(Encoding.Latin1.GetBytes(request), patience.Token);
            var buffer = new byte[4096];
            for (int got; (got = await socket.ReceiveAsync(buffer, patience.Token)) > 0;)
            {
                answer.Append(Encoding.Latin1.GetString(buffer, 0, got));
                if (!untilClosed)
                    break;
            }
        }
        catch (SocketException)
        {
            // Closed while more was being sent: what was said before is the answer.
        }

        return answer.ToString();
    }

    private Socket Connect()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(SocketPath));
        return socket;
    }
}
