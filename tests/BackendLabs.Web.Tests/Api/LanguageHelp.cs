using System.Net;
using System.Text.Json;

namespace BackendLabs.Web.Tests.Api;

/// <summary>What the editor asks while somebody types.</summary>
internal sealed class LanguageHelp() : SiteFixture("sqlite")
{
    protected override bool IsShared => true;

    private const string Lab = "api/labs/caching/cache-aside";
    private const string Typed = "Product? GetProduct(SqliteConnection db, IDatabase cache, int id)\n{\n    var copy = cache.StringGt(\n}";

    [Test]
    public async Task Problems_come_in_the_words_of_a_check()
    {
        using var ada = await ArriveAsync();
        var source = Typed.Replace("(\n}", "(\"a\");\n    return null;\n}", StringComparison.Ordinal);

        var found = await ada.AskAsync(HttpMethod.Post, $"{Lab}/diagnostics", new { source });

        var problem = found.GetProperty("diagnostics").EnumerateArray().First();
        Assert.That((problem.GetProperty("line").GetInt32(), problem.GetProperty("isError").GetBoolean(), problem.GetProperty("hint").GetString()), Is.EqualTo((3, true, "Did you mean StringGet?")));
    }

    [Test]
    public async Task Completion_parameters_and_meaning_come_for_a_place()
    {
        using var ada = await ArriveAsync();
        var source = Typed.Replace("StringGt", "StringGet", StringComparison.Ordinal);

        var completion = await ada.AskAsync(HttpMethod.Post, $"{Lab}/completions", new { source, line = 3, column = 22 });
        var call = await ada.AskAsync(HttpMethod.Post, $"{Lab}/signatures", new { source, line = 3, column = 32 });
        var hover = await ada.AskAsync(HttpMethod.Post, $"{Lab}/hover", new { source, line = 1, column = 3 });
        var nothing = await ada.AskAsync(HttpMethod.Post, $"{Lab}/hover", new { source, line = 2, column = 1 });

        Assert.That(completion.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("label").GetString()), Has.Member("StringGet"));
        Assert.That(call.GetProperty("signatures")[0].GetProperty("label").GetString(), Does.StartWith("RedisValue StringGet(RedisKey key"));
        Assert.That(hover.GetProperty("signature").GetString(), Is.EqualTo("record Product(int Id, string Name, int PriceCents)"));
        Assert.That(nothing.TryGetProperty("signature", out var none) && none.ValueKind != JsonValueKind.Null, Is.False);
    }

    [TestCase("{\"source\":null}", HttpStatusCode.BadRequest)]
    [TestCase("{\"source\":\"\\u0000\"}", HttpStatusCode.BadRequest)]
    [TestCase("{\"source\":1}", HttpStatusCode.BadRequest)]
    [TestCase("[]", HttpStatusCode.BadRequest)]
    [TestCase("", HttpStatusCode.BadRequest)]
    public async Task A_request_that_cannot_be_read_is_refused_with_words(string body, HttpStatusCode expected)
    {
        using var ada = await ArriveAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Lab}/completions") { Content = new StringContent(body, null, "application/json") };
        request.Headers.Add("X-CSRF-TOKEN", ada.CsrfToken);

        using var answer = await ada.Client.SendAsync(request);

        Assert.That(answer.StatusCode, Is.EqualTo(expected));
        Assert.That(JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("title").GetString(), Is.Not.Empty);
    }

    [Test]
    public async Task A_text_that_is_too_long_is_refused()
    {
        using var ada = await ArriveAsync();
        _ = await ada.AskAsync(HttpMethod.Post, $"{Lab}/diagnostics", new { source = new string(' ', 300 * 1024) }, HttpStatusCode.RequestEntityTooLarge);
    }

    [Test]
    public async Task A_flood_of_one_is_limited_with_a_time_and_another_is_served()
    {
        using var ada = await ArriveAsync();
        using var bob = await ArriveAsync();
        var flood = await Task.WhenAll(Enumerable.Range(0, 150).Select(async number =>
        {
            using var answer = await ada.SendAsync(HttpMethod.Post, $"{Lab}/hover", new { source = $"int x = {number};", line = 1, column = 6 });
            return (answer.StatusCode, Wait: answer.Headers.RetryAfter?.Delta);
        }));

        var refused = flood.Where(one => one.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.That(refused, Is.Not.Empty);
        Assert.That(refused.Select(one => one.Wait), Has.None.Null);
        Assert.That(flood.Select(one => one.StatusCode), Has.Some.EqualTo(HttpStatusCode.OK));
        var served = await bob.AskAsync(HttpMethod.Post, $"{Lab}/hover", new { source = "int x = 1;", line = 1, column = 5 });
        Assert.That(served.GetProperty("signature").GetString(), Does.Contain("int x"));
    }
}
