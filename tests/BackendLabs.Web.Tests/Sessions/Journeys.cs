using System.Net;
using System.Text.Json;
using BackendLabs.Testing.Web;

namespace BackendLabs.Web.Tests.Sessions;

/// <summary>A student in a graded session, from the way in to the grades.</summary>
[TestFixture("sqlite")]
[TestFixture("postgres")]
internal sealed class Journeys(string kind) : SessionFixture(kind)
{
    [Test]
    public async Task A_student_comes_in_begins_writes_submits_and_hands_in()
    {
        var session = await MakeAsync();
        using var ada = await Student.ArriveAsync(Site.Address, "exam");
        var code = (await Store.Cohorts.PassesAsync(Cohort, default)).Single(one => one.Id == "ada").Code;
        var join = (await Store.Sessions.JoinCodeAsync(session, default))!;
        Assert.That((await FormAsync(ada, "exam", "exam", ("Input.Session", "0000-0000-00000"), ("Input.Name", "ada"), ("Input.Code", code))).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        var (status, page) = await FormAsync(ada, "exam", "exam", ("Input.Session", join.ToLowerInvariant()), ("Input.Name", "ADA"), ("Input.Code", code));
        Assert.That(status, Is.EqualTo(HttpStatusCode.OK), page);
        Assert.That(await ada.OpenAsync($"exam/{session}"), Does.Contain("Ada Lovelace").And.Not.Contain("seed"));

        var view = await ada.GetAsync($"api/exam/{session}");
        Assert.That((view.GetProperty("state").GetString(), view.GetProperty("otherDevice").GetBoolean()), Is.EqualTo(("may_begin", false)));
        var draft = $"api/exam/{session}/labs/{Lab}/draft";
        await ada.AskAsync(HttpMethod.Get, draft, expected: HttpStatusCode.Forbidden);
        Assert.That((await ada.AskAsync(HttpMethod.Post, $"api/exam/{session}/begin")).GetProperty("state").GetString(), Is.EqualTo("working"));

        Assert.That((await ada.GetAsync(draft)).GetProperty("text").GetString(), Is.EqualTo(Answers.Lab(Lab).Texts.Starter.Text));
        var revision = (await ada.AskAsync(HttpMethod.Put, draft, new { text = "// one", revision = 0 })).GetProperty("revision").GetInt64();
        await ada.AskAsync(HttpMethod.Put, draft, new { text = "// one two", revision, pasted = true });
        await ada.AskAsync(HttpMethod.Put, draft, new { text = "// three", revision }, HttpStatusCode.Conflict);
        var deltas = await Store.SessionDrafts.DeltasAsync($"{session}/ada", Lab, default);
        Assert.That(deltas.Select(delta => (delta.Place, delta.Removed, delta.Inserted, delta.IsPasted)).Last(), Is.EqualTo((6, 0, " two", true)));

        var lesson = await ada.OpenAsync($"exam/{session}/{Lab}");
        Assert.That(lesson, Does.Contain("// one two").And.Contain(WebUtility.HtmlEncode(Answers.Lab(Lab).Title)).And.Not.Contain(WebUtility.HtmlEncode(Answers.Right(Lab))));
        Assert.That((await ada.AskAsync(HttpMethod.Post, $"api/exam/{session}/labs/{Lab}/diagnostics", new { source = "nonsense" })).GetProperty("diagnostics").GetArrayLength(), Is.Positive);

        var wrong = await CheckAsync(ada, session, Answers.Wrong(Lab));
        Assert.That(wrong.GetProperty("report").GetProperty("verdict").GetString(), Is.Not.EqualTo("passed"));
        var right = await SubmitAsync(ada, session, Answers.Right(Lab));
        Assert.That((await EndOfAsync(ada, session, right.GetProperty("id").GetString()!)).GetProperty("report").GetProperty("verdict").GetString(), Is.EqualTo("passed"));
        var receipts = await ada.Client.GetStringAsync($"api/exam/{session}/receipts");
        Assert.That(receipts, Does.Contain(right.GetProperty("receipt").GetProperty("digest").GetString()).And.Contain(right.GetProperty("receipt").GetProperty("head").GetString()));

        Assert.That((await ada.AskAsync(HttpMethod.Post, $"api/exam/{session}/hand-in")).GetProperty("state").GetString(), Is.EqualTo("handed_in"));
        await ada.AskAsync(HttpMethod.Post, $"api/exam/{session}/labs/{Lab}/attempts", new { source = "// late" }, HttpStatusCode.Forbidden);
        await ada.AskAsync(HttpMethod.Put, draft, new { text = "// late", revision = 2 }, HttpStatusCode.Forbidden);
    }

    [Test]
    public async Task What_is_told_grows_as_the_policy_says_and_never_holds_seed_or_checks()
    {
        var session = await MakeAsync(policy => policy with { Tells = [new(BackendLabs.Sessions.Policies.Telling.Nothing), new(BackendLabs.Sessions.Policies.Telling.Title, 2), new(BackendLabs.Sessions.Policies.Telling.Everything, 3)] });
        using var ada = await BeginAsync("ada", session);
        var wrong = Answers.Wrong(Lab);

        var nothing = (await CheckAsync(ada, session, wrong)).GetProperty("report");
        var title = (await CheckAsync(ada, session, wrong + "\n")).GetProperty("report");
        var everything = (await CheckAsync(ada, session, wrong + "\n\n")).GetProperty("report");

        Assert.Multiple(() =>
        {
            Assert.That(nothing.TryGetProperty("checks", out _), Is.False);
            Assert.That(nothing.GetProperty("score").ValueKind, Is.EqualTo(JsonValueKind.Number));
            Assert.That(title.GetProperty("checks")[0].TryGetProperty("message", out _), Is.False);
            Assert.That(everything.GetProperty("checks").EnumerateArray().Any(check => check.TryGetProperty("timeline", out _)), Is.True);
            Assert.That(new[] { nothing, title, everything }.Select(report => report.TryGetProperty("seed", out _)), Has.All.False);
        });

        // Once the session is closed its seed is no secret.
        await Store.Sessions.CloseAsync(session, "instructor", default);
        var attempts = (await ada.GetAsync($"api/exam/{session}")).GetProperty("labs")[0].GetProperty("attempts");
        var after = await ada.GetAsync($"api/exam/{session}/attempts/{attempts[0].GetProperty("id").GetString()}");
        Assert.That(after.GetProperty("report").TryGetProperty("seed", out _), Is.True);
    }

    [Test]
    public async Task The_same_key_is_the_same_submission_however_often_it_is_sent()
    {
        var session = await MakeAsync();
        using var ada = await BeginAsync("ada", session);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SubmitAsync(ada, session, "// once", "pressed-twice")));

        Assert.That(answers.Select(answer => answer.GetRawText()).Distinct(), Has.Exactly(1).Items);
        await ada.AskAsync(HttpMethod.Post, $"api/exam/{session}/labs/{Lab}/attempts", new { source = "// other" }, HttpStatusCode.Conflict, ("Idempotency-Key", "pressed-twice"));
        Assert.That((await ada.GetAsync($"api/exam/{session}")).GetProperty("labs")[0].GetProperty("attempts").GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task Limits_of_the_policy_are_kept_and_say_when_to_come_again()
    {
        var session = await MakeAsync(policy => policy with { CoolDown = TimeSpan.FromSeconds(30), MostAttempts = 2 });
        using var ada = await BeginAsync("ada", session);
        await SubmitAsync(ada, session, "// one");
        using var answer = await ada.SendAsync(HttpMethod.Post, $"api/exam/{session}/labs/{Lab}/attempts", new { source = "// two" });

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(answer.Headers.RetryAfter?.Delta, Is.InRange(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30)));
        Assert.That((await ada.GetAsync($"api/exam/{session}")).GetProperty("labs")[0].GetProperty("left").GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public async Task After_publication_a_student_sees_points_and_comments()
    {
        var session = await MakeAsync();
        using var ada = await BeginAsync("ada", session);
        var attempt = (await CheckAsync(ada, session, Answers.Right(Lab))).GetProperty("attempt").GetProperty("id").GetString()!;
        using var staff = await StaffAsync("instructor");
        var of = $"api/staff/sessions/{session}";
        await staff.AskAsync(HttpMethod.Post, $"{of}/attempts/{attempt}/comments", new { line = 1, text = "Well put." });
        Assert.That((await ada.GetAsync($"api/exam/{session}/attempts/{attempt}")).GetProperty("comments").GetArrayLength(), Is.Zero, "Not before publication.");
        await staff.AskAsync(HttpMethod.Post, $"{of}/publish", expected: HttpStatusCode.Conflict);
        await staff.AskAsync(HttpMethod.Post, $"{of}/overrides", new { student = "ada", lab = Lab, points = 11, reason = "too many" }, HttpStatusCode.BadRequest);
        await staff.AskAsync(HttpMethod.Post, $"{of}/overrides", new { student = "ada", lab = Lab, points = 7.5, reason = "Only half of it was asked for." }, HttpStatusCode.NoContent);
        await staff.AskAsync(HttpMethod.Post, $"{of}/close", expected: HttpStatusCode.NoContent);
        Assert.That((await ada.GetAsync($"api/exam/{session}")).GetProperty("grades").ValueKind, Is.EqualTo(JsonValueKind.Null));
        await staff.AskAsync(HttpMethod.Post, $"{of}/publish", expected: HttpStatusCode.NoContent);

        var view = await ada.GetAsync($"api/exam/{session}");
        Assert.That((view.GetProperty("grades").GetProperty("points").GetDecimal(), view.GetProperty("grades").GetProperty("max").GetDecimal()), Is.EqualTo((7.5m, 10m)));
        Assert.That((await ada.GetAsync($"api/exam/{session}/attempts/{attempt}")).GetProperty("comments")[0].GetProperty("text").GetString(), Is.EqualTo("Well put."));

        var grades = await staff.OpenAsync($"staff/sessions/{session}/grades");
        Assert.That(grades, Does.Contain("7.5 set").And.Contain("<svg").And.Contain("Checks passed in").And.Not.Contain("<script>alert"));
        Assert.That(await staff.Client.GetStringAsync($"{of}/grades?format=canvas"), Does.StartWith("Student,ID,").And.Contain("Ada Lovelace").And.Contain("7.5"));
        await staff.AskAsync(HttpMethod.Get, $"{of}/grades?format=xml", expected: HttpStatusCode.BadRequest);

        // Who has lost the cookie comes back by the join code, though the session is closed.
        using var again = await ComeInAsync("ada", session);
        Assert.That((await again.GetAsync($"api/exam/{session}")).GetProperty("grades").GetProperty("points").GetDecimal(), Is.EqualTo(7.5m));
    }
}
