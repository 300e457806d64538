using System.Net;
using BackendLabs.Testing;
using BackendLabs.Testing.Web;

namespace BackendLabs.Web.Tests.Api;

[TestFixture("sqlite")]
[TestFixture("postgres")]
internal sealed class Attempts(string kind) : SiteFixture(kind)
{
    private const string Sent = $"api/labs/{Answers.FirstPass}/attempts";
    private readonly DirectoryInfo _labs = Directory.CreateTempSubdirectory("lab-slow-");

    protected override IReadOnlyDictionary<string, string> Variables
    {
        get
        {
            new SmallLab { Limits = "{ wall: 60s, memory: 256MB, output: 16KB }" }.PutInto(_labs.FullName);
            return new Dictionary<string, string> { ["BACKENDLABS_LABS"] = _labs.FullName };
        }
    }

    [OneTimeTearDown]
    public void RemoveLabs() => _labs.Delete(recursive: true);

    [Test]
    public async Task A_right_and_a_wrong_answer_come_back_with_their_reports_and_their_progress()
    {
        using var ada = await ArriveAsync();
        var attempt = await ada.SubmitAsync(Answers.FirstPass, Answers.Right(Answers.FirstPass), seed: 7);
        var seen = new List<ServerEvent>();
        await foreach (var one in ada.FollowAsync(attempt))
            seen.Add(one);

        // Whoever begins to follow when it has been taken already has no place in the queue.
        Assert.That(seen.Select(one => one.Kind).Distinct().Where(kind => kind != "queued"), Is.EqualTo(new[] { "started", "progress", "ended" }));
        // Places in the queue are of the moment: they have no number.
        Assert.That(seen.Where(one => one.Kind != "queued").Select(one => long.Parse(one.Id, System.Globalization.CultureInfo.InvariantCulture)), Is.Ordered.Ascending.And.Unique);
        var report = seen[^1].Data.GetProperty("report");
        Assert.That((report.GetProperty("verdict").GetString(), report.GetProperty("seed").GetInt64()), Is.EqualTo(("passed", 7)));

        var failed = await ada.CheckAsync(Answers.FirstPass, Answers.Wrong(Answers.FirstPass));
        Assert.That(failed.GetProperty("verdict").GetString(), Is.EqualTo("failed"));
        Assert.That(failed.GetProperty("checks").EnumerateArray().Any(check => check.GetProperty("status").GetString() == "failed"), Is.True);

        var all = await ada.GetAsync(Sent);
        Assert.That(all.GetRawText(), Does.Contain(attempt));
    }

    [Test]
    public async Task The_first_failing_check_comes_before_the_report()
    {
        using var ada = await ArriveAsync();
        var attempt = await ada.SubmitAsync(Answers.FirstPass, Answers.Wrong(Answers.FirstPass));
        var told = new List<string?>();
        await foreach (var one in ada.FollowAsync(attempt))
        {
            if (one.Kind == "progress" && one.Data.TryGetProperty("failed", out var failed))
                told.Add(failed.GetProperty("status").GetString());
        }

        Assert.That(told, Is.EqualTo(new[] { "failed" }));
    }

    [Test]
    public async Task A_stream_goes_on_at_another_node_where_it_broke_off()
    {
        using var ada = await ArriveAsync();
        var other = await Site.AddNodeAsync();
        using var elsewhere = await ada.AlsoAtAsync(other.Address);
        var attempt = await ada.SubmitAsync(Answers.FirstPass, Answers.Right(Answers.FirstPass));
        var whole = new List<ServerEvent>();
        await foreach (var one in ada.FollowAsync(attempt))
            whole.Add(one);
        var numbered = whole.Where(one => one.Id.Length > 0).ToList();

        var rest = new List<ServerEvent>();
        await foreach (var one in elsewhere.FollowAsync(attempt, after: numbered[0].Id))
            rest.Add(one);

        Assert.That(rest.Select(one => (one.Id, one.Kind)), Is.EqualTo(numbered.Skip(1).Select(one => (one.Id, one.Kind))));
        Assert.That(rest[^1].Data.GetProperty("report").GetProperty("verdict").GetString(), Is.EqualTo("passed"));
    }

    [Test]
    public async Task The_same_request_twice_is_one_attempt_whichever_node_hears_it()
    {
        using var ada = await ArriveAsync();
        var other = await Site.AddNodeAsync();
        using var elsewhere = await ada.AlsoAtAsync(other.Address);
        var right = Answers.Right(Answers.FirstPass);
        var ids = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => (number % 2 == 0 ? ada : elsewhere).SubmitAsync(Answers.FirstPass, right, key: "one-key-4711")));

        Assert.That(ids.Distinct(), Has.Exactly(1).Items);
        Assert.That(await ada.SubmitAsync(Answers.FirstPass, right, key: "another-key-12"), Is.Not.EqualTo(ids[0]));
        await ada.AskAsync(HttpMethod.Post, Sent, new { source = "// another text" }, HttpStatusCode.Conflict, ("Idempotency-Key", "one-key-4711"));
        using var bob = await ArriveAsync();
        Assert.That(await bob.SubmitAsync(Answers.FirstPass, right, key: "one-key-4711"), Is.Not.EqualTo(ids[0]), "Another's key of the same words.");
    }

    [Test]
    public async Task Cancelling_frees_the_slot_at_once_and_who_waits_sees_their_place()
    {
        using var ada = await ArriveAsync();
        using var bob = await ArriveAsync();
        var endless = await ada.SubmitAsync(SmallLab.Id, "int Twice(int number) { while (true); }");
        await UntilCheckingAsync(ada, endless);
        var next = await bob.SubmitAsync(Answers.FirstPass, Answers.Right(Answers.FirstPass));
        await using var waiting = bob.FollowAsync(next).GetAsyncEnumerator();
        await waiting.MoveNextAsync();
        Assert.That((waiting.Current.Kind, waiting.Current.Data.GetProperty("place").GetInt64()), Is.EqualTo(("queued", 1)));
        var began = TimeProvider.System.GetTimestamp();

        using var cancelled = await ada.SendAsync(HttpMethod.Delete, $"api/attempts/{endless}");
        var report = await bob.EndOfAsync(next);

        Assert.That((int)cancelled.StatusCode, Is.InRange(200, 204));
        Assert.That(report.GetProperty("verdict").GetString(), Is.EqualTo("passed"));
        Assert.That(TimeProvider.System.GetElapsedTime(began), Is.LessThan(TimeSpan.FromSeconds(30)), "The lab's own limit is a minute.");
        Assert.That((await ada.GetAsync($"api/attempts/{endless}")).GetRawText(), Does.Contain("cancelled"));
    }

    [Test]
    public async Task An_attempt_that_was_accepted_outlives_a_node_that_dies()
    {
        using var ada = await ArriveAsync();
        var attempt = await ada.SubmitAsync(Answers.FirstPass, Answers.Endless);
        await UntilCheckingAsync(ada, attempt);
        var waiting = await ada.SubmitAsync(Answers.FirstPass, Answers.Right(Answers.FirstPass));

        await Site.Web.CrashAndStartAgainAsync();

        using var cancelled = await ada.SendAsync(HttpMethod.Delete, $"api/attempts/{attempt}");
        Assert.That((int)cancelled.StatusCode, Is.InRange(200, 204), "The same cookie and the same token, after the restart.");
        Assert.That((await ada.EndOfAsync(waiting)).GetProperty("verdict").GetString(), Is.EqualTo("passed"));
    }

    [Test]
    public async Task Hints_come_one_after_another_and_the_solution_after_a_pass()
    {
        using var ada = await ArriveAsync();
        using (var early = await ada.SendAsync(HttpMethod.Get, $"api/labs/{Answers.FirstPass}/solution"))
            Assert.That(early.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        var first = await ada.AskAsync(HttpMethod.Post, $"api/labs/{Answers.FirstPass}/hints");
        var second = await ada.AskAsync(HttpMethod.Post, $"api/labs/{Answers.FirstPass}/hints");
        var lab = Answers.Lab(Answers.FirstPass);
        Assert.That(Shown(first), Is.EqualTo(new[] { lab.Hints[0].Text }));
        Assert.That((Shown(second).Count, second.GetProperty("hasNext").GetBoolean(), second.GetProperty("wasChecked").GetBoolean()), Is.EqualTo((1, false, false)), "Before the first check there is only the question.");

        await ada.CheckAsync(Answers.FirstPass, Answers.Wrong(Answers.FirstPass));
        var third = await ada.AskAsync(HttpMethod.Post, $"api/labs/{Answers.FirstPass}/hints");
        Assert.That(Shown(third), Has.Count.GreaterThan(1).And.All.Matches<string>(text => lab.Hints.Any(hint => hint.Text == text)));

        await ada.CheckAsync(Answers.FirstPass, Answers.Right(Answers.FirstPass));

        var solution = await ada.GetAsync($"api/labs/{Answers.FirstPass}/solution");
        Assert.That(Text(solution), Does.Contain(lab.Solutions[0].Text.Trim()));
    }

    private static List<string> Shown(System.Text.Json.JsonElement hints) => [.. hints.GetProperty("shown").EnumerateArray().Select(text => text.GetString()!)];

    private static string Text(System.Text.Json.JsonElement answer) => string.Join('\n', Strings(answer));

    private static IEnumerable<string> Strings(System.Text.Json.JsonElement element) => element.ValueKind switch
    {
        System.Text.Json.JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Strings(member.Value)),
        System.Text.Json.JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
        System.Text.Json.JsonValueKind.String => [element.GetString()!],
        _ => [],
    };

    private static async Task UntilCheckingAsync(Student student, string attempt)
    {
        await foreach (var one in student.FollowAsync(attempt))
        {
            if (one.Kind == "progress" && one.Data.GetProperty("stage").GetString() == "checking")
                return;
        }

        Assert.Fail("It ended before it was checked.");
    }
}
