using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using BackendLabs.Testing.Web;

namespace BackendLabs.Web.Tests.Sessions;

/// <summary>What may come between a student and their work: deadlines, pauses, another browser, the end of their access.</summary>
[TestFixture("sqlite")]
[TestFixture("postgres")]
internal sealed class Disturbances(string kind) : SessionFixture(kind)
{
    protected override int Slots => 0;

    [Test]
    public async Task After_the_deadline_nothing_is_saved_or_accepted_until_there_is_an_extension()
    {
        var session = await MakeAsync(policy => policy with { Duration = TimeSpan.FromSeconds(3) });
        using var ada = await BeginAsync("ada", session);
        await ada.AskAsync(HttpMethod.Put, Draft(session), new { text = "// in time", revision = 0 });
        await UntilAsync(ada, session, "ended");

        await ada.AskAsync(HttpMethod.Put, Draft(session), new { text = "// too late", revision = 1 }, HttpStatusCode.Forbidden);
        var refused = await ada.AskAsync(HttpMethod.Post, Attempts(session), new { source = "// too late" }, HttpStatusCode.Forbidden);
        Assert.That(refused.GetProperty("title").GetString(), Is.EqualTo("Your time is over."));

        await Store.Sittings.ExtendAsync(session, ["ada"], TimeSpan.FromMinutes(10), "instructor", "The lights went out.", default);
        Assert.That((await ada.GetAsync($"api/exam/{session}")).GetProperty("state").GetString(), Is.EqualTo("working"));
        await ada.AskAsync(HttpMethod.Put, Draft(session), new { text = "// in time again", revision = 1 });
        await SubmitAsync(ada, session, "// in time again");
    }

    [Test]
    public async Task While_the_session_is_paused_nothing_is_accepted_and_the_answer_says_when_to_try()
    {
        var session = await MakeAsync();
        using var ada = await BeginAsync("ada", session);
        using var staff = await StaffAsync("instructor");
        await staff.AskAsync(HttpMethod.Post, $"api/staff/sessions/{session}/pause", new { reason = "A fire drill." }, HttpStatusCode.NoContent);

        using var submitted = await ada.SendAsync(HttpMethod.Post, Attempts(session), new { source = "// x" });
        using var saved = await ada.SendAsync(HttpMethod.Put, Draft(session), new { text = "// x", revision = 0 });
        Assert.That((submitted.StatusCode, saved.StatusCode), Is.EqualTo((HttpStatusCode.TooManyRequests, HttpStatusCode.Forbidden)));
        Assert.That((submitted.Headers.RetryAfter, saved.Headers.RetryAfter), Is.Not.EqualTo((null as object, null as object)));
        Assert.That((await ada.GetAsync($"api/exam/{session}")).GetProperty("state").GetString(), Is.EqualTo("paused"));

        await staff.AskAsync(HttpMethod.Post, $"api/staff/sessions/{session}/resume", expected: HttpStatusCode.NoContent);
        await ada.AskAsync(HttpMethod.Put, Draft(session), new { text = "// x", revision = 0 });
    }

    [Test]
    public async Task A_second_browser_asks_before_it_takes_over_and_the_first_can_no_longer_save_or_submit()
    {
        var session = await MakeAsync();
        using var first = await BeginAsync("ada", session);
        await first.AskAsync(HttpMethod.Put, Draft(session), new { text = "// first", revision = 0 });
        using var second = await ComeInAsync("ada", session);

        Assert.That((await second.GetAsync($"api/exam/{session}")).GetProperty("otherDevice").GetBoolean(), Is.True);
        Assert.That((await second.AskAsync(HttpMethod.Put, Draft(session), new { text = "// second", revision = 1 }, HttpStatusCode.Conflict)).GetProperty("code").GetString(), Is.EqualTo("other_device"));
        await first.AskAsync(HttpMethod.Put, Draft(session), new { text = "// first again", revision = 1 });

        await second.AskAsync(HttpMethod.Post, $"api/exam/{session}/enter", expected: HttpStatusCode.NoContent);
        Assert.That((await second.GetAsync(Draft(session))).GetProperty("text").GetString(), Is.EqualTo("// first again"));
        foreach (var (method, path) in new[] { (HttpMethod.Put, Draft(session)), (HttpMethod.Post, Attempts(session)), (HttpMethod.Get, Draft(session)), (HttpMethod.Post, $"api/exam/{session}/hand-in") })
        {
            var refused = await first.AskAsync(method, path, method == HttpMethod.Get ? null : new { text = "// x", source = "// x", revision = 2 }, HttpStatusCode.Conflict);
            Assert.That(refused.GetProperty("code").GetString(), Is.EqualTo("other_device"), path);
        }

        Assert.That((await Store.Sessions.LedgerAsync(session, "ada", default)).Select(entry => entry.Kind), Does.Contain("device_taken_over"));
    }

    [Test]
    public async Task Who_is_taken_out_of_the_cohort_is_signed_out_and_so_is_who_has_a_new_link()
    {
        var session = await MakeAsync();
        using var eve = await BeginAsync("eve", session);
        using var bob = await BeginAsync("bob", session);

        await Store.Cohorts.RenewAsync(Cohort, "bob", default);
        await bob.AskAsync(HttpMethod.Get, $"api/exam/{session}", expected: HttpStatusCode.Unauthorized);
        await Store.Students.BringAsync(Cohort, [.. Roster.Where(student => student.Id != "eve")], default);
        await eve.AskAsync(HttpMethod.Get, $"api/exam/{session}", expected: HttpStatusCode.Unauthorized);
        await eve.AskAsync(HttpMethod.Put, Draft(session), new { text = "// x", revision = 0 }, HttpStatusCode.Unauthorized);
        await Store.Students.BringAsync(Cohort, Roster, default);
    }

    [Test]
    public async Task Messages_extensions_and_grades_come_by_themselves()
    {
        var session = await MakeAsync();
        using var ada = await BeginAsync("ada", session);
        using var staff = await StaffAsync("instructor");
        using var answer = await ada.Client.GetAsync($"api/exam/{session}/events", HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await answer.Content.ReadAsStreamAsync();
        await using var events = SseParser.Create(stream).EnumerateAsync().GetAsyncEnumerator();
        var first = await NextAsync(events);

        await staff.AskAsync(HttpMethod.Post, $"api/staff/sessions/{session}/messages", new { text = "Task 2 means <b>rows</b>." }, HttpStatusCode.NoContent);
        var told = await NextAsync(events);
        Assert.That(told.GetProperty("messages")[0].GetProperty("text").GetString(), Is.EqualTo("Task 2 means <b>rows</b>."));
        await staff.AskAsync(HttpMethod.Post, $"api/staff/sessions/{session}/extend", new { minutes = 5, reason = "A fire drill." });
        var later = await NextAsync(events);
        Assert.That(later.GetProperty("deadline").GetDateTimeOffset() - first.GetProperty("deadline").GetDateTimeOffset(), Is.EqualTo(TimeSpan.FromMinutes(5)));

        await staff.AskAsync(HttpMethod.Post, $"api/staff/sessions/{session}/close", expected: HttpStatusCode.NoContent);
        Assert.That((await NextAsync(events)).GetProperty("state").GetString(), Is.EqualTo("closed"));
        await staff.AskAsync(HttpMethod.Post, $"api/staff/sessions/{session}/publish", expected: HttpStatusCode.NoContent);
        Assert.That((await NextAsync(events)).GetProperty("grades").GetProperty("max").GetDecimal(), Is.EqualTo(10m));
    }

    private static async Task<JsonElement> NextAsync(IAsyncEnumerator<SseItem<string>> events)
    {
        Assert.That(await events.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20)), Is.True);
        return JsonDocument.Parse(events.Current.Data).RootElement.Clone();
    }

    private static async Task UntilAsync(Student browser, string session, string state)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while ((await browser.GetAsync($"api/exam/{session}")).GetProperty("state").GetString() != state)
            await look.WaitForNextTickAsync(limit.Token);
    }

    private static string Draft(string session) => $"api/exam/{session}/labs/{Lab}/draft";

    private static string Attempts(string session) => $"api/exam/{session}/labs/{Lab}/attempts";
}
