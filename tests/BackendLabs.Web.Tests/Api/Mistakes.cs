using System.Net;
using System.Text;

namespace BackendLabs.Web.Tests.Api;

/// <summary>What is asked wrongly is answered with a status and words for whoever asked, and nothing of ours.</summary>
internal sealed class Mistakes() : SiteFixture("sqlite")
{
    private const string Form = "application/x-www-form-urlencoded";

    protected override bool IsShared => true;

    [TestCase("GET", "api/labs/start/first-pas", null, 404, "first-pass")]
    [TestCase("GET", "api/labs/start/First_Pass", null, 400, "name")]
    [TestCase("GET", "api/attempts/0123456789abcdef0123456789abcdef", null, 404, "")]
    [TestCase("GET", "api/nothing-here", null, 404, "")]
    [TestCase("POST", "api/labs/start/first-pass/attempts", "{\"source\":", 400, "")]
    [TestCase("POST", "api/labs/start/first-pass/attempts", "[]", 400, "")]
    [TestCase("POST", "api/labs/start/first-pass/attempts", "{}", 400, "")]
    [TestCase("POST", "api/labs/start/first-pass/attempts", "{\"source\":\"a\\u0000b\"}", 400, "zero")]
    [TestCase("PUT", "api/labs/start/first-pass/draft", "{\"text\":7,\"revision\":0}", 400, "")]
    [TestCase("PATCH", "api/labs/start/first-pass/draft", "{}", 405, "")]
    public async Task Is_a_problem_in_words(string method, string path, string? body, int status, string says)
    {
        using var ada = await ArriveAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Add("X-CSRF-TOKEN", ada.CsrfToken);
        request.Headers.Add("Idempotency-Key", $"{Guid.NewGuid()}");
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await ada.Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();

        Assert.That((int)answer.StatusCode, Is.EqualTo(status), text);
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"), text);
        Assert.That(text, Does.Contain(says).And.Contain("\"title\""));
        AssertNothingOfOurs(text);
    }

    [Test]
    public async Task Whoever_has_no_cookie_is_told_to_open_a_page()
    {
        using var client = new HttpClient { BaseAddress = Site.Address };
        using var answer = await client.GetAsync("api/labs");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That((answer.StatusCode, text.Contains("cookie", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.Unauthorized, true)), text);
    }

    [Test]
    public async Task A_page_that_there_is_not_is_a_page()
    {
        using var ada = await ArriveAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "labs/start/nothing");
        request.Headers.Accept.ParseAdd("text/html");
        using var answer = await ada.Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That((answer.StatusCode, answer.Content.Headers.ContentType?.MediaType), Is.EqualTo((HttpStatusCode.NotFound, "text/html")), text);
        AssertNothingOfOurs(text);
    }

    [TestCase("GET", "no-such-page", null, null, 404)]
    [TestCase("GET", "labs/start/nothing", null, null, 404)]
    [TestCase("POST", "no-such-page", "a=b", Form, 403)]
    [TestCase("POST", "work", "a=b", Form, 405)]
    [TestCase("DELETE", "labs/start/first-pass", null, null, 403)]
    [TestCase("POST", "join", "{}", "application/json", 415)]
    [TestCase("POST", "join", "_handler=nobody", Form, 400)]
    [TestCase("POST", "join", "_handler=join", Form, 403)]
    [TestCase("POST", "join", "_handler=join", "application/x-www-form-urlencoded; charset=none", 415)]
    public async Task A_page_of_an_error_has_its_map_of_modules_allowed_by_its_own_policy(string method, string path, string? body, string? type, int status)
    {
        using var ada = await ArriveAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Accept.ParseAdd("text/html");
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8);
            request.Content.Headers.Remove("Content-Type");
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        using var answer = await ada.Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();

        Assert.That((int)answer.StatusCode, Is.EqualTo(status), text);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        var inline = text.Split("<script ").Skip(1).Select(script => WebUtility.HtmlDecode(script[..script.IndexOf('>', StringComparison.Ordinal)])).Where(script => !script.Contains("src=", StringComparison.Ordinal) && !script.Contains("application/json", StringComparison.Ordinal)).ToList();
        Assert.That(inline, Has.Count.EqualTo(1), text);
        Assert.That(policy, Does.Contain($"'nonce-{inline[0].Split("nonce=\"")[^1].TrimEnd('"')}'"), text);
        AssertNothingOfOurs(text);
    }

    [Test]
    public async Task Each_route_is_described()
    {
        using var ada = await ArriveAsync();
        var description = await ada.GetAsync("api/openapi.json");
        var operations = description.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (Route: $"{operation.Name.ToUpperInvariant()} {path.Name}", Operation: operation.Value)))
            .ToList();

        Assert.That(operations.Select(one => one.Route), Is.SupersetOf(new[]
        {
            "GET /api/labs", "GET /api/labs/{track}/{name}",
            "GET /api/labs/{track}/{name}/draft", "PUT /api/labs/{track}/{name}/draft",
            "POST /api/labs/{track}/{name}/attempts", "GET /api/labs/{track}/{name}/attempts",
            "GET /api/attempts/{id}", "DELETE /api/attempts/{id}", "GET /api/attempts/{id}/events",
            "POST /api/labs/{track}/{name}/hints", "GET /api/labs/{track}/{name}/solution",
            "POST /api/labs/{track}/{name}/diagnostics", "POST /api/labs/{track}/{name}/completions",
            "POST /api/labs/{track}/{name}/signatures", "POST /api/labs/{track}/{name}/hover",
            "GET /api/work", "POST /api/work", "GET /health", "GET /metrics",
        }));
        var undescribed = operations.Where(one => !one.Operation.TryGetProperty("summary", out var summary) || summary.GetString() is not { Length: > 0 }).Select(one => one.Route);
        Assert.That(undescribed, Is.Empty, "Without a summary.");
        var names = operations.Select(one => one.Operation.TryGetProperty("operationId", out var id) ? id.GetString() : one.Route);
        Assert.That(names, Is.Unique);
    }

    private static void AssertNothingOfOurs(string text) =>
        Assert.That(text, Does.Not.Contain("   at ").And.Not.Contain("Exception").And.Not.Contain(".cs:").And.Not.Contain("BackendLabs.Web.").And.Not.Contain("/tmp/").And.Not.Contain("traceId"));
}
