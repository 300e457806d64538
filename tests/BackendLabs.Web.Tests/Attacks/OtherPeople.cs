using System.Net;
using BackendLabs.Testing.Web;

namespace BackendLabs.Web.Tests.Attacks;

/// <summary>What one student may try on another, and on the queue that all share.</summary>
internal sealed class OtherPeople() : SiteFixture("sqlite")
{
    private const string Sent = $"api/labs/{Answers.FirstPass}/attempts";

    protected override int Slots => 2;

    [Test]
    public async Task Row_130_anothers_attempt_does_not_exist()
    {
        using var ada = await ArriveAsync();
        using var eve = await ArriveAsync();
        var attempt = await ada.SubmitAsync(Answers.FirstPass, Answers.Right(Answers.FirstPass));

        foreach (var (method, path) in new[] { (HttpMethod.Get, ""), (HttpMethod.Get, "/events"), (HttpMethod.Delete, "") })
        {
            using var answer = await eve.SendAsync(method, $"api/attempts/{attempt}{path}");
            using var guess = await eve.SendAsync(method, $"api/attempts/{new string('0', attempt.Length)}{path}");
            Assert.That((answer.StatusCode, guess.StatusCode), Is.EqualTo((HttpStatusCode.NotFound, HttpStatusCode.NotFound)), $"{method} {path}");
            Assert.That(await answer.Content.ReadAsStringAsync(), Is.EqualTo(await guess.Content.ReadAsStringAsync()), "Whether there is such an attempt.");
        }

        Assert.That((await ada.EndOfAsync(attempt)).GetProperty("verdict").GetString(), Is.EqualTo("passed"), "It was not cancelled.");
        Assert.That((await eve.GetAsync(Sent)).GetRawText(), Does.Not.Contain(attempt));
    }

    [Test]
    public async Task Row_138_a_clients_own_clock_is_ignored()
    {
        using var ada = await ArriveAsync();
        var before = TimeProvider.System.GetUtcNow().AddSeconds(-1);
        using var sent = await ada.SendAsync(
            HttpMethod.Post, Sent, new { source = Answers.Right(Answers.FirstPass), seed = 1, accepted = "2001-01-01T00:00:00Z", at = 1, person = "eve" },
            ("Idempotency-Key", "clock-1234"), ("Date", "Mon, 01 Jan 2001 00:00:00 GMT"));
        if (sent.StatusCode == HttpStatusCode.BadRequest)
            return;
        Assert.That(sent.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
        var id = System.Text.Json.JsonDocument.Parse(await sent.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!;
        await ada.EndOfAsync(id);

        var attempt = await ada.GetAsync($"api/attempts/{id}");
        Assert.That(attempt.GetProperty("attempt").GetProperty("accepted").GetDateTimeOffset(), Is.InRange(before, TimeProvider.System.GetUtcNow().AddSeconds(1)));
    }

    [Test]
    public async Task Row_139_the_same_post_many_times_at_once_is_one_attempt()
    {
        using var ada = await ArriveAsync();
        var right = Answers.Right(Answers.FirstPass);
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ada.SubmitAsync(Answers.FirstPass, right, key: "pressed-twice-1")));
        Assert.That(ids.Distinct(), Has.Exactly(1).Items);
        await ada.EndOfAsync(ids[0]);
        Assert.That((await ada.GetAsync("api/labs")).GetRawText(), Does.Contain("\"attempts\":1"));
    }

    [Test]
    public async Task Row_140_a_flood_of_one_is_told_to_wait_and_others_are_served()
    {
        using var eve = await ArriveAsync();
        using var ada = await ArriveAsync();
        var flood = await Task.WhenAll(Enumerable.Range(0, 60).Select(number =>
            eve.SendAsync(HttpMethod.Post, Sent, new { source = Answers.Endless, seed = 1 }, ("Idempotency-Key", $"flood-{number:0000}"))));
        var refused = flood.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.That(refused, Has.Count.GreaterThan(20), string.Join(' ', flood.Select(answer => (int)answer.StatusCode)));
        Assert.That(refused.Select(answer => answer.Headers.RetryAfter?.Delta), Has.All.InRange(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2)));

        var report = await ada.CheckAsync(Answers.FirstPass, Answers.Right(Answers.FirstPass));
        Assert.That(report.GetProperty("verdict").GetString(), Is.EqualTo("passed"));
        foreach (var accepted in flood.Where(answer => answer.StatusCode == HttpStatusCode.Accepted))
        {
            var id = System.Text.Json.JsonDocument.Parse(await accepted.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString();
            using var cancelled = await eve.SendAsync(HttpMethod.Delete, $"api/attempts/{id}");
        }
    }

    [Test]
    public async Task Row_140_three_hundred_behind_one_address_are_three_hundred_people()
    {
        var students = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => ArriveAsync()));
        try
        {
            var answers = await Task.WhenAll(students.Select(student => student.SendAsync(
                HttpMethod.Put, $"api/labs/{Answers.FirstPass}/draft", new { text = "// all at once", revision = 0 })));
            Assert.That(answers.Select(answer => answer.StatusCode), Has.All.EqualTo(HttpStatusCode.OK));
        }
        finally
        {
            foreach (var student in students)
                student.Dispose();
        }
    }
}
