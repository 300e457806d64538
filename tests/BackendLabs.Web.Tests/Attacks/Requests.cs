using System.Net;
using BackendLabs.Testing;
using BackendLabs.Testing.Web;

namespace BackendLabs.Web.Tests.Attacks;

/// <summary>Requests that no page of ours sends, and labs of authors who mean harm.</summary>
internal sealed class Requests() : SiteFixture("sqlite")
{
    private const string Draft = $"api/labs/{Answers.FirstPass}/draft";
    private readonly DirectoryInfo _labs = Directory.CreateTempSubdirectory("lab-evil-");

    protected override int Slots => 0;

    protected override IReadOnlyDictionary<string, string> Variables
    {
        get
        {
            new SmallLab { Hints = "  - { after: 1, text: \"<script>alert(4)</script>\" }" }.PutInto(_labs.FullName);
            var folder = Path.Combine(_labs.FullName, SmallLab.Id);
            File.WriteAllText(Path.Combine(folder, "README.md"), """
                # A small lab

                <script>alert(1)</script> and <img src=x onerror="alert(2)">

                [click](javascript:alert(3)) ![picture](javascript:alert(3)) [data](data:text/html,<script>alert(3)</script>) <javascript:alert(3)>
                [spaced]( java&#x73;cript:alert(3)) [vb](vbscript:x) ![out](https://elsewhere.example/pixel.png)

                | a | b |
                |---|---|
                | <svg onload=alert(5)> | `<b onclick=alert(6)>` |

                ```html
                </code></pre><script>alert(7)</script>
                ```
                """);
            return new Dictionary<string, string> { ["BACKENDLABS_LABS"] = _labs.FullName };
        }
    }

    [OneTimeTearDown]
    public void RemoveLabs() => _labs.Delete(recursive: true);

    [Test]
    public async Task Row_132_script_in_a_lesson_is_text()
    {
        using var ada = await ArriveAsync();
        var page = await ada.OpenAsync($"labs/{SmallLab.Id}");
        Assert.That(page, Does.Contain("&lt;script&gt;alert(1)").And.Contain("&lt;img src=x"));
        Assert.That(page, Does.Not.Match("(?i)<script>|<[^>]* on[a-z]+=|(href|src)=\"\\s*(javascript|vbscript|data):(?!image)"));
        Assert.That(page, Does.Not.Contain("elsewhere.example/pixel.png\""), "A picture from elsewhere tells who reads.");
    }

    [Test]
    public async Task Row_133_a_post_from_another_site_is_refused()
    {
        using var ada = await ArriveAsync();
        using var eve = await ArriveAsync();
        var body = new { text = "// stolen", revision = 0 };
        foreach (var (headers, why) in new (IReadOnlyList<(string, string)>, string)[]
        {
            ([("X-CSRF-TOKEN", "")], "no token"),
            ([("X-CSRF-TOKEN", "CfDJ8-made-up")], "a token that was made up"),
            ([("X-CSRF-TOKEN", eve.CsrfToken)], "another's token"),
            ([("Sec-Fetch-Site", "cross-site")], "the browser says that another site asks"),
            ([("Sec-Fetch-Site", "same-site")], "a neighbour beneath the same name"),
        })
        {
            using var answer = await ada.SendAsync(HttpMethod.Put, Draft, body, headers);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden), why);
        }

        using var form = new FormUrlEncodedContent([new("text", "// stolen"), new("revision", "0")]);
        using var posted = await ada.Client.PostAsync($"api/labs/{Answers.FirstPass}/attempts", form);
        Assert.That(posted.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden), "a form of another site");
        Assert.That((await ada.GetAsync(Draft)).GetProperty("revision").GetInt64(), Is.Zero);
    }

    [TestCase("/api/labs/..%2f..%2fetc/passwd")]
    [TestCase("/api/labs/start/..%2ffirst-pass")]
    [TestCase("/api/labs/%2e%2e%2f/first-pass")]
    [TestCase("/api/labs/start/first-pass%00")]
    [TestCase("/api/labs/start/first-pass%0d%0aSet-Cookie:x=1")]
    [TestCase("/api/labs/start/..%5c..%5cfirst-pass")]
    [TestCase("/api/labs/%c0%ae%c0%ae/first-pass")]
    [TestCase("/api/labs/start/first-pass%252f..")]
    public async Task Row_134_names_that_climb_are_refused(string path)
    {
        using var ada = await ArriveAsync();
        var cookies = string.Join("; ", ada.Cookies.Select(cookie => $"{cookie.Name}={cookie.Value}"));
        var (status, answer) = await RawRequest.SendAsync(Site.Address, $"GET {path} HTTP/1.1\nCookie: {cookies}");
        Assert.That(status, Is.EqualTo(400), answer);
        Assert.That(answer, Does.Not.Contain("x:0:0").And.Not.Match("(?im)^set-cookie: ?x="));
    }

    [TestCase("/api/labs/../../../../etc/passwd")]
    [TestCase("/js/../../appsettings.json")]
    [TestCase("/js/..%2f..%2fBackendLabs.Web.dll")]
    [TestCase("/css/%2e%2e/%2e%2e/BackendLabs.Web.runtimeconfig.json")]
    [TestCase("//etc/passwd")]
    public async Task Row_134_paths_that_climb_lead_to_no_file(string path)
    {
        var (status, answer) = await RawRequest.SendAsync(Site.Address, $"GET {path} HTTP/1.1");
        Assert.That(status, Is.AnyOf(400, 401, 404), answer);
        Assert.That(answer, Does.Not.Contain("runtimeOptions").And.Not.Contain("x:0:0"));
    }

    [Test]
    public async Task Row_136_bodies_that_are_too_large_are_refused_unread()
    {
        using var ada = await ArriveAsync();
        using var long1 = await ada.SendAsync(HttpMethod.Put, Draft, new { text = new string('x', 300_000), revision = 0 });
        using var long2 = await ada.SendAsync(HttpMethod.Post, $"api/labs/{Answers.FirstPass}/attempts", new { source = new string('x', 900_000) }, ("Idempotency-Key", "long-12345"));
        Assert.That((long1.StatusCode, long2.StatusCode), Is.EqualTo((HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.RequestEntityTooLarge)));

        var cookies = string.Join("; ", ada.Cookies.Select(cookie => $"{cookie.Name}={cookie.Value}"));
        var head = $"PUT /{Draft} HTTP/1.1\nCookie: {cookies}\nX-CSRF-TOKEN: {ada.CsrfToken}\nContent-Type: application/json";
        var (declared, _) = await RawRequest.SendAsync(Site.Address, $"{head}\nContent-Length: 5000000000");
        var (header, _) = await RawRequest.SendAsync(Site.Address, $"GET / HTTP/1.1\nX-Long: {new string('a', 100_000)}");
        Assert.That((declared, header), Is.EqualTo((413, 431)));
    }

    [TestCase("{\"text\":\"a\",\"revision\":1e400}")]
    [TestCase("{\"text\":\"\\ud800\",\"revision\":0}")]
    [TestCase("{\"text\":\"a\",\"revision\":-1}")]
    public async Task Row_136_values_that_are_none_are_refused(string body)
    {
        using var ada = await ArriveAsync();
        using var request = new HttpRequestMessage(HttpMethod.Put, Draft) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Add("X-CSRF-TOKEN", ada.CsrfToken);
        using var answer = await ada.Client.SendAsync(request);
        Assert.That((int)answer.StatusCode, Is.AnyOf(400, 409));
    }
}
