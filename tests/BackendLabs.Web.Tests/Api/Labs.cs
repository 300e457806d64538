using System.Net;
using BackendLabs.Testing.Web;

namespace BackendLabs.Web.Tests.Api;

[TestFixture("sqlite")]
[TestFixture("postgres")]
internal sealed class Labs(string kind) : SiteFixture(kind)
{
    protected override bool IsShared => true;

    private readonly string _kind = kind;

    [Test]
    public async Task The_catalogue_has_every_lab_in_order_and_where_one_stands()
    {
        using var ada = await ArriveAsync();
        using var bob = await ArriveAsync();
        await ada.CheckAsync(Answers.FirstPass, Answers.Wrong(Answers.FirstPass));
        await ada.CheckAsync(Answers.FirstPass, Answers.Right(Answers.FirstPass));

        var list = await ada.GetAsync("api/labs");
        var labs = list.GetProperty("tracks").EnumerateArray().SelectMany(track => track.GetProperty("labs").EnumerateArray()).ToList();
        Assert.That(labs, Has.Count.EqualTo(Shipped().Count()));
        var standing = labs.Single(lab => lab.GetProperty("id").GetString() == Answers.FirstPass).GetProperty("standing");
        Assert.That((standing.GetProperty("attempts").GetInt32(), standing.GetProperty("passed").GetBoolean()), Is.EqualTo((2, true)));
        Assert.That(list.GetProperty("next").GetString(), Is.EqualTo("databases/first-query"));
        Assert.That((await bob.GetAsync("api/labs")).GetProperty("next").GetString(), Is.EqualTo(Answers.FirstPass), "Somebody else's standing.");
    }

    // The playground is a lab to the machinery alone.
    private static IEnumerable<string> Shipped() =>
        Directory.EnumerateFiles(Path.Combine(Testing.PublishedApp.Clone, "labs"), "lab.yaml", SearchOption.AllDirectories).Where(file => !file.Contains("/playground/", StringComparison.Ordinal));

    [Test]
    public async Task A_lab_is_shown_without_its_checks_and_solutions()
    {
        using var ada = await ArriveAsync();
        var lab = Answers.Lab("caching/cache-aside");

        var shown = await ada.GetAsync("api/labs/caching/cache-aside");
        Assert.That(shown.GetProperty("starter").GetString(), Is.EqualTo(lab.Texts.Starter.Text));
        Assert.That(shown.GetProperty("lesson").GetString(), Is.EqualTo(lab.Texts.Lesson.Text));
        Assert.That(shown.GetProperty("entries").GetArrayLength(), Is.EqualTo(lab.Entries.Count));

        var page = await ada.OpenAsync("labs/caching/cache-aside");
        foreach (var secret in new[] { "Check(\"", "RestartAsync", "seed.Int" })
            Assert.That(shown.GetRawText() + page, Does.Not.Contain(secret));
    }

    [Test]
    public async Task Health_and_figures_tell_of_the_node_and_of_nobody()
    {
        using var ada = await ArriveAsync();
        await ada.CheckAsync(Answers.FirstPass, Answers.Right(Answers.FirstPass));

        var health = await ada.GetAsync("health");
        Assert.That((health.GetProperty("status").GetString(), health.GetProperty("store").GetString()), Is.EqualTo(("ok", _kind)));
        var metrics = await ada.Client.GetStringAsync("metrics");
        Assert.That(metrics, Does.Match("(?m)^backendlabs_attempts [1-9]"));
        Assert.That(metrics, Does.Not.Contain("start").And.Not.Contain("127.0.0.1"));
    }

    [Test]
    public async Task Pages_are_sent_with_a_policy_that_keeps_strangers_scripts_out()
    {
        using var ada = await ArriveAsync();
        foreach (var page in new[] { "", $"labs/{Answers.FirstPass}", "api/labs", "no-such-page" })
        {
            using var answer = await ada.Client.GetAsync(page);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.That(policy, Does.Contain("default-src 'self'").And.Match("script-src 'self'( 'nonce-[A-Za-z0-9+/=]{20,}')?;").And.Contain("frame-ancestors 'none'").And.Contain("object-src 'none'"), page);
            Assert.That(answer.Headers.GetValues("X-Content-Type-Options").Single(), Is.EqualTo("nosniff"), page);
            Assert.That(answer.Headers.GetValues("X-Frame-Options").Single(), Is.EqualTo("DENY"), page);
            Assert.That(answer.Headers.Server, Is.Empty, page);
        }
    }

    [Test]
    public async Task A_cookie_is_kept_from_scripts_and_from_other_sites()
    {
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = Site.Address };
        using var answer = await client.GetAsync("");
        var cookies = answer.Headers.GetValues("Set-Cookie").ToList();
        Assert.That(cookies, Is.Not.Empty);
        Assert.That(cookies, Has.All.Contains("httponly").IgnoreCase);
        Assert.That(cookies, Has.All.Matches("(?i)samesite=(lax|strict)"));
    }

    [Test]
    public async Task A_name_that_is_made_to_lead_here_is_not_served()
    {
        using var client = new HttpClient { BaseAddress = Site.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/labs");
        request.Headers.Host = "elsewhere.example";
        using var answer = await client.SendAsync(request);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }
}
