using System.Text;
using BackendLabs.Testing.Web;
using BackendLabs.Web.Tests.Cohorts;

namespace BackendLabs.Web.Tests.Attacks;

/// <summary>
/// Every address by every method, with every kind of body, token and cookie: what nobody should send is refused with a
/// status and words, never with an error of ours, and never with more than a line of log.
/// </summary>
[TestFixture("sqlite")]
[TestFixture("postgres")]
internal sealed class EveryEndpoint(string kind) : ClassFixture(kind, more: Askers)
{
    /// <summary>So many take turns that nobody asks too fast.</summary>
    private const int Askers = 40;

    private int _asker;

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"];

    private static readonly string[] Pages =
    [
        "", "labs/start/first-pass", "labs/start/nothing", "playground", "work", "class", "class/ada", "join", "join/nobody", "preview", "error/404", "error/99999999999",
        "exam", "exam/link/nobody", "exam/midterm", "exam/midterm/start/first-pass", "staff", "staff/sessions", "staff/sessions/midterm", "staff/sessions/midterm/students/ada", "staff/cohorts/autumn",
        "nothing/here", "css/site.css", "health", "metrics", "api/openapi.json", "api", "api/class/csv", "_framework/blazor.web.js",
    ];

    private static readonly (string What, string? Type, byte[] Bytes)[] Bodies =
    [
        ("nothing", null, []),
        ("JSON that ends early", "application/json", "{\"source\":"u8.ToArray()),
        ("JSON of another kind", "application/json", "[1,2,\"\\ud800\"]"u8.ToArray()),
        ("JSON a thousand deep", "application/json", Encoding.ASCII.GetBytes(new string('[', 1_000))),
        ("JSON with what is no number", "application/json", "{\"text\":\"a\",\"revision\":1e999,\"source\":\"a\",\"seed\":-99999999999999999999,\"line\":-1,\"column\":2147483648}"u8.ToArray()),
        ("JSON in UTF-16", "application/json; charset=utf-16", Encoding.Unicode.GetBytes("{}")),
        ("a charset that there is not", "application/json; charset=none", "{}"u8.ToArray()),
        ("bytes without a type", null, [0, 255, 254, 13, 10]),
        ("a type that is none", ";;;", "x"u8.ToArray()),
        ("a form that names no form", "application/x-www-form-urlencoded", "a=b"u8.ToArray()),
        ("a form of a name that there is not", "application/x-www-form-urlencoded", "_handler=nobody&a=b"u8.ToArray()),
        ("two forms in one", "application/x-www-form-urlencoded", "_handler=join&_handler=join&Input.Name=a&Input.Code=b"u8.ToArray()),
        ("a form of the class's door", "application/x-www-form-urlencoded", "_handler=join&Input.Name=%00&Input.Code=%ff%fe"u8.ToArray()),
        ("a form of a session's door", "application/x-www-form-urlencoded", "_handler=exam&Input.Session=%00&Input.Name=%ff%fe&Input.Code=a"u8.ToArray()),
        ("a form of the staff's door", "application/x-www-form-urlencoded", "_handler=staff&Input.Name=%00&Input.Password=%ff%fe"u8.ToArray()),
        ("a form with a name too long", "application/x-www-form-urlencoded", Encoding.ASCII.GetBytes(new string('a', 5_000) + "=b")),
        ("a form with too many fields", "application/x-www-form-urlencoded", Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("a=b&", 3_000)))),
        ("a form nested too deep", "application/x-www-form-urlencoded", Encoding.ASCII.GetBytes($"_handler=join&Input{string.Concat(Enumerable.Repeat("[0]", 300))}=b")),
        ("parts without a boundary", "multipart/form-data", "x"u8.ToArray()),
        ("parts that never end", "multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx"u8.ToArray()),
        ("parts with a head too long", "multipart/form-data; boundary=b", Encoding.ASCII.GetBytes($"--b\r\nX: {new string('x', 50_000)}\r\n\r\nx\r\n--b--")),
        ("a form too long", "application/x-www-form-urlencoded", Encoding.ASCII.GetBytes("a=" + new string('b', 1_100_000))),
    ];

    [Test]
    public async Task Whatever_is_sent_is_refused_in_words_and_nothing_breaks()
    {
        var students = await Task.WhenAll(Enumerable.Range(0, Askers).Select(number => ComeInAsync($"s{number:000}")));
        var turn = 0;
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Site.Address };
        var paths = await PathsAsync(students[0]);
        var broken = new List<string>();
        foreach (var path in paths)
        {
            foreach (var method in Methods)
            {
                foreach (var (what, type, bytes) in method is "GET" or "HEAD" or "OPTIONS" or "TRACE" ? Bodies[..1] : Bodies)
                    await TryAsync(path, method, what, type, bytes);
            }
        }

        foreach (var student in students)
            student.Dispose();
        Assert.That(broken, Is.Empty);
        AssertQuiet();

        async Task TryAsync(string path, string method, string what, string? type, byte[] bytes)
        {
            for (var again = 0; again < 20; again++)
            {
                using var request = Request(students[turn++ % Askers], path, method, type, bytes);
                using var answer = await AnswerAsync(request);
                // A body that is too long is cut off; and with it, perhaps, a connection that this request was sent on.
                if (answer is null && bytes.Length > 1_000_000)
                    return;
                if (answer is null)
                    continue;

                if ((int)answer.StatusCode == 429 && answer.Headers.RetryAfter?.Delta is { } wait)
                {
                    await Task.Delay(wait);
                    continue;
                }

                var follows = answer.Content.Headers.ContentType?.MediaType == "text/event-stream";
                var text = follows ? "" : await answer.Content.ReadAsStringAsync();
                if ((int)answer.StatusCode >= 500 || text.Contains("   at ", StringComparison.Ordinal) || text.Contains("Exception", StringComparison.Ordinal))
                    broken.Add($"{method} /{path}, {what}: {(int)answer.StatusCode} {text[..Math.Min(text.Length, 200)]}");
                return;
            }

            broken.Add($"{method} /{path}, {what}: always told to wait, or cut off");
        }

        // A body that is refused unread may be cut off before the answer is read.
        async Task<HttpResponseMessage?> AnswerAsync(HttpRequestMessage request)
        {
            try
            {
                return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            }
            catch (HttpRequestException error) when (error.InnerException is IOException)
            {
                return null;
            }
        }
    }

    [TestCase("Cookie", "backendlabs=CfDJ8-made-up; backendlabs-csrf=CfDJ8-made-up")]
    [TestCase("Cookie", "backendlabs=chunks-2; backendlabs-csrf=;;;==")]
    [TestCase("Cookie", "backendlabs=\u0001")]
    [TestCase("Last-Event-ID", "99999999999999999999999999")]
    [TestCase("Last-Event-ID", "-1; drop table event")]
    [TestCase("Accept", ";;q=x")]
    [TestCase("If-None-Match", "\"")]
    [TestCase("If-Modified-Since", "yesterday")]
    [TestCase("Range", "bytes=9-1,-,")]
    [TestCase("Accept-Encoding", "br;q=zz")]
    [TestCase("Sec-Fetch-Site", "nowhere")]
    [TestCase("X-CSRF-TOKEN", "CfDJ8-made-up")]
    [TestCase("Content-Type", "multipart/form-data; boundary=\"")]
    [TestCase("Content-Encoding", "gzip")]
    [TestCase("Expect", "the-unexpected")]
    public async Task A_head_that_makes_no_sense_breaks_nothing(string name, string value)
    {
        using var ada = await ComeInAsync($"s{_asker++ % Askers:000}");
        foreach (var path in await PathsAsync(ada))
        {
            foreach (var method in (string[])["GET", "POST"])
            {
                var cookie = name == "Cookie" ? "" : $"\nCookie: {CookiesOf(ada)}";
                var (status, answer) = await RawRequest.SendAsync(Site.Address, $"{method} /{path} HTTP/1.0\n{name}: {value}{cookie}\nContent-Length: 0");
                Assert.That(status, Is.LessThan(500), $"{method} /{path}: {answer}");
            }
        }

        AssertQuiet();
    }

    [TestCase("X-Long: ", 100_000, 431)]
    [TestCase("Cookie: backendlabs=", 40_000, 431)]
    public async Task A_head_that_is_too_long_is_refused(string begins, int length, int status)
    {
        Assert.That((await RawRequest.SendAsync(Site.Address, $"GET / HTTP/1.1\n{begins}{new string('a', length)}")).Status, Is.EqualTo(status));
        AssertQuiet();
    }

    // One line for what somebody should know of; none with a stack behind it.
    private void AssertQuiet()
    {
        var lines = Site.Words.Split('\n').Where(line => line.Contains("   at ", StringComparison.Ordinal) || line.Contains("Exception", StringComparison.Ordinal)).ToList();
        Assert.That(lines, Is.Empty);
    }

    private static string CookiesOf(Student student) => string.Join("; ", student.Cookies.Select(cookie => $"{cookie.Name}={cookie.Value}"));

    private static HttpRequestMessage Request(Student ada, string path, string method, string? type, byte[] bytes)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.TryAddWithoutValidation("Cookie", CookiesOf(ada));
        request.Headers.TryAddWithoutValidation("X-CSRF-TOKEN", ada.CsrfToken);
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        if (bytes.Length > 0)
        {
            request.Content = new ByteArrayContent(bytes);
            if (type is not null)
                request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        return request;
    }

    private async Task<IReadOnlyList<string>> PathsAsync(Student ada)
    {
        var described = (await ada.GetAsync("api/openapi.json")).GetProperty("paths").EnumerateObject()
            .Select(path => path.Name.TrimStart('/').Replace("{track}", "start", StringComparison.Ordinal).Replace("{name}", "first-pass", StringComparison.Ordinal).Replace("{id}", "none", StringComparison.Ordinal));
        return [.. described.Concat(Pages).Distinct()];
    }
}
