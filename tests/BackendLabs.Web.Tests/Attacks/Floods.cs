using System.Net;
using System.Net.Sockets;
using BackendLabs.Testing.Web;

namespace BackendLabs.Web.Tests.Attacks;

/// <summary>Requests of nobody, persons who are made up, and streams without end, where anybody may practise.</summary>
internal sealed class Floods() : SiteFixture("sqlite")
{
    private const string Sent = $"api/labs/{Answers.FirstPass}/attempts";

    protected override int Slots => 0;

    [TestCase("")]
    [TestCase("api/labs")]
    [TestCase("nothing/here")]
    public async Task Row_184_requests_without_a_cookie_are_limited_and_take_nothing_from_others(string path)
    {
        using var ada = await ArriveAsync();
        using var eve = From(127, path.Length + 20);
        var flood = await Task.WhenAll(Enumerable.Range(0, 3_000).Select(_ => StatusAsync(eve, path)));
        Assert.That(flood.Count(status => status == HttpStatusCode.TooManyRequests), Is.GreaterThan(100), "Somebody without a cookie may ask for ever.");

        foreach (var free in (string[])["health", "css/site.css"])
            Assert.That(await StatusAsync(eve, free), Is.EqualTo(HttpStatusCode.OK), $"{free}, from the same address and without a cookie");
        Assert.That((await ada.GetAsync("api/labs")).GetProperty("tracks").GetArrayLength(), Is.Positive, "Somebody who was known.");
        using var bob = await ArriveAsync();
        Assert.That(bob.Cookies, Is.Not.Empty, "Somebody new, from elsewhere.");
    }

    [Test]
    public async Task Row_184_three_hundred_newcomers_behind_one_address_get_in()
    {
        using var school = From(127, 9);
        var statuses = await Task.WhenAll(Enumerable.Range(0, 300).SelectMany(_ => (Task<HttpStatusCode>[])[StatusAsync(school, ""), StatusAsync(school, "labs/start/first-pass"), StatusAsync(school, "css/site.css")]));
        Assert.That(statuses, Has.All.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Row_184_a_person_has_so_many_streams_and_a_further_one_ends_the_oldest()
    {
        using var ada = await ArriveAsync();
        var attempt = await ada.SubmitAsync(Answers.FirstPass, Answers.Right(Answers.FirstPass));
        var streams = new List<HttpResponseMessage>();
        for (var number = 0; number < 9; number++)
            streams.Add(await ada.Client.GetAsync($"api/attempts/{attempt}/events", HttpCompletionOption.ResponseHeadersRead));
        Assert.That(streams.Select(stream => stream.StatusCode), Has.All.EqualTo(HttpStatusCode.OK));

        Assert.That(await streams[0].Content.ReadAsStringAsync(), Does.Contain("event: closed").And.Contain("the oldest"));
        var buffer = new byte[16];
        await using (var last = await streams[^1].Content.ReadAsStreamAsync())
            Assert.That(await last.ReadAsync(buffer), Is.Positive, "The newest goes on.");
        foreach (var stream in streams)
            stream.Dispose();
        using var cancelled = await ada.SendAsync(HttpMethod.Delete, $"api/attempts/{attempt}");
    }

    [Test]
    public async Task Row_184_persons_who_are_made_up_fill_no_queue()
    {
        var fresh = await Task.WhenAll(Enumerable.Range(0, 90).Select(_ => ArriveAsync()));
        var statuses = await Task.WhenAll(fresh.SelectMany(student => Enumerable.Range(0, 5).Select(async number =>
        {
            using var answer = await student.SendAsync(HttpMethod.Post, Sent, new { source = $"// {number}" });
            return (answer.StatusCode, HasWait: answer.Headers.RetryAfter is not null);
        })));
        Assert.That(statuses.Count(one => one.StatusCode == HttpStatusCode.Accepted), Is.InRange(300, 400), "Three hundred honest ones would have a place.");
        Assert.That(statuses.Where(one => one.StatusCode != HttpStatusCode.Accepted), Has.All.EqualTo((HttpStatusCode.TooManyRequests, true)));

        using var elsewhere = From(127, 77);
        using var page = await elsewhere.GetAsync("");
        var html = await page.Content.ReadAsStringAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, Sent) { Content = System.Net.Http.Json.JsonContent.Create(new { source = "// honest" }) };
        request.Headers.Add("X-CSRF-TOKEN", WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Match(html, "csrf-token\" content=\"(?<token>[^\"]+)", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Groups["token"].Value));
        request.Headers.Add("Cookie", string.Join("; ", page.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0])));
        using var accepted = await elsewhere.SendAsync(request);
        Assert.That(accepted.StatusCode, Is.EqualTo(HttpStatusCode.Accepted), "From another address there is room.");
        foreach (var student in fresh)
            student.Dispose();
    }

    [Test]
    public async Task What_is_ones_own_is_kept_by_no_cache()
    {
        using var ada = await ArriveAsync();
        foreach (var path in (string[])["api/labs", Sent, $"api/labs/{Answers.FirstPass}/draft", $"api/labs/{Answers.FirstPass}/hints", "api/work", "api/attempts/none", "api/nothing", $"api/labs/{Answers.FirstPass}/solution"])
        {
            using var answer = await ada.Client.GetAsync(path);
            Assert.That(answer.Headers.CacheControl?.NoStore, Is.True, path);
            Assert.That(answer.Headers.Contains("X-Content-Type-Options"), Is.True, $"{path}: an error keeps what protects the browser");
        }
    }

    [Test]
    public async Task A_page_that_is_not_there_makes_nobody_known()
    {
        using var client = From(127, 5);
        using var request = new HttpRequestMessage(HttpMethod.Get, "nothing/here");
        request.Headers.Accept.ParseAdd("text/html");
        using var answer = await client.SendAsync(request);
        Assert.That(answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(cookie => cookie.StartsWith("backendlabs=", StringComparison.Ordinal)), Is.False);
    }

    // Another address of the loopback network, as another machine's would be.
    private HttpClient From(byte first, int last) => new(new SocketsHttpHandler
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        MaxConnectionsPerServer = 50,
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(new IPAddress([first, 0, 0, (byte)last]), 0));
            await socket.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    { BaseAddress = Site.Address };

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        return answer.StatusCode;
    }
}
