using System.Net;
using BackendLabs.Testing.Web;

namespace BackendLabs.Web.Tests.Sessions;

/// <summary>Every endpoint of graded sessions, asked by everybody: each has a row here that says for whom it is, and nobody else gets past its rule.</summary>
internal sealed class Roles() : SessionFixture("sqlite")
{
    private const string Door = "everybody";
    private const string OfStudent = "student";
    private const string OfAssistant = "assistant";
    private const string OfInstructor = "instructor";

    /// <summary>By endpoint. A page that takes no form answers a POST with 405, whoever sends it.</summary>
    private static readonly Dictionary<string, string> Table = new(StringComparer.Ordinal)
    {
        ["GET /exam"] = Door,
        ["POST /exam"] = Door,
        ["GET /exam/link/{Token}"] = Door,
        ["POST /exam/link/{Token}"] = Door,
        ["GET /exam/{Session}"] = OfStudent,
        ["POST /exam/{Session}"] = Door,
        ["GET /exam/{Session}/{Track}/{Name}"] = OfStudent,
        ["POST /exam/{Session}/{Track}/{Name}"] = Door,
        ["GET /api/exam/{session}"] = OfStudent,
        ["POST /api/exam/{session}/enter"] = OfStudent,
        ["POST /api/exam/{session}/begin"] = OfStudent,
        ["POST /api/exam/{session}/hand-in"] = OfStudent,
        ["POST /api/exam/{session}/sign-out"] = OfStudent,
        ["GET /api/exam/{session}/receipts"] = OfStudent,
        ["GET /api/exam/{session}/events"] = OfStudent,
        ["GET /api/exam/{session}/labs/{track}/{name}/draft"] = OfStudent,
        ["PUT /api/exam/{session}/labs/{track}/{name}/draft"] = OfStudent,
        ["GET /api/exam/{session}/labs/{track}/{name}/attempts"] = OfStudent,
        ["POST /api/exam/{session}/labs/{track}/{name}/attempts"] = OfStudent,
        ["POST /api/exam/{session}/labs/{track}/{name}/diagnostics"] = OfStudent,
        ["POST /api/exam/{session}/labs/{track}/{name}/completions"] = OfStudent,
        ["POST /api/exam/{session}/labs/{track}/{name}/signatures"] = OfStudent,
        ["POST /api/exam/{session}/labs/{track}/{name}/hover"] = OfStudent,
        ["GET /api/exam/{session}/attempts/{id}"] = OfStudent,
        ["GET /api/exam/{session}/attempts/{id}/events"] = OfStudent,
        ["GET /staff"] = Door,
        ["POST /staff"] = Door,
        ["GET /staff/sessions"] = OfAssistant,
        ["POST /staff/sessions"] = Door,
        ["GET /staff/sessions/{Session}"] = OfAssistant,
        ["POST /staff/sessions/{Session}"] = Door,
        ["GET /staff/sessions/{Session}/students/{Student}"] = OfAssistant,
        ["POST /staff/sessions/{Session}/students/{Student}"] = Door,
        ["GET /staff/sessions/{Session}/grades"] = OfAssistant,
        ["POST /staff/sessions/{Session}/grades"] = Door,
        ["GET /api/staff/sessions/{session}/grades"] = OfInstructor,
        ["GET /staff/cohorts/{Cohort}"] = OfAssistant,
        ["POST /staff/cohorts/{Cohort}"] = Door,
        ["POST /api/staff/sign-out"] = OfAssistant,
        ["GET /api/staff/sessions"] = OfAssistant,
        ["GET /api/staff/sessions/{session}"] = OfAssistant,
        ["GET /api/staff/sessions/{session}/events"] = OfAssistant,
        ["GET /api/staff/sessions/{session}/students/{student}"] = OfAssistant,
        ["GET /api/staff/sessions/{session}/attempts/{attempt}"] = OfAssistant,
        ["GET /api/staff/cohorts/{cohort}"] = OfAssistant,
        ["POST /api/staff/sessions/{session}/attempts/{attempt}/comments"] = OfAssistant,
        ["POST /api/staff/sessions/{session}/messages"] = OfInstructor,
        ["POST /api/staff/sessions/{session}/extend"] = OfInstructor,
        ["POST /api/staff/sessions/{session}/pause"] = OfInstructor,
        ["POST /api/staff/sessions/{session}/resume"] = OfInstructor,
        ["POST /api/staff/sessions/{session}/overrides"] = OfInstructor,
        ["POST /api/staff/sessions/{session}/overrides/withdraw"] = OfInstructor,
        ["POST /api/staff/sessions/{session}/close"] = OfInstructor,
        ["POST /api/staff/sessions/{session}/publish"] = OfInstructor,
    };

    private static readonly string[] Refusals =
    [
        "Sign in first.", "You are signed in to another session.", "This is for instructors.", "This is for administrators.", "This is for nobody.",
        "There is no such session, or it is not yours.", "There is no such cohort, or it is not yours.",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lab-endpoints-");

    private string Endpoints => Path.Combine(_folder.FullName, "endpoints.txt");

    protected override int Slots => 0;

    protected override IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["DOTNET_STARTUP_HOOKS"] = typeof(Roles).Assembly.Location,
        [StartupHook.Variable] = Endpoints,
    };

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Delete(recursive: true);

    [Test]
    public async Task Each_endpoint_has_a_row_and_nobody_gets_past_its_rule()
    {
        var endpoints = (await File.ReadAllLinesAsync(Endpoints)).Where(IsOfSessions).Distinct().ToList();
        Assert.That(endpoints, Is.EquivalentTo(Table.Keys), "A route without a row, or a row without a route.");

        var session = await MakeAsync();
        var elsewhere = await MakeAsync();
        using var student = await BeginAsync("ada", session);
        var attempt = (await SubmitAsync(student, session, "// x")).GetProperty("id").GetString()!;
        using var removed = await BeginAsync("eve", session);
        await Store.Students.BringAsync(Cohort, [.. Roster.Where(one => one.Id != "eve")], default);
        var browsers = new Dictionary<string, Student>(StringComparer.Ordinal)
        {
            ["nobody"] = await Student.ArriveAsync(Site.Address, "exam"),
            ["student"] = student,
            ["student of another session"] = await BeginAsync("bob", elsewhere),
            ["removed student"] = removed,
            ["assistant"] = await StaffAsync("assistant"),
            ["instructor"] = await StaffAsync("instructor"),
            ["instructor of another cohort"] = await StaffAsync("stranger"),
            ["administrator"] = await StaffAsync("admin"),
        };
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Site.Address };
        var wrong = new List<string>();
        foreach (var (endpoint, rule) in Table)
        {
            foreach (var (role, browser) in browsers)
            {
                var (method, path) = (endpoint.Split(' ')[0], Fill(endpoint.Split(' ')[1][1..], session, attempt));
                var seen = await AskAsync(client, browser, method, path);
                var expected = Expected(endpoint, rule, role);
                if (seen != expected)
                    wrong.Add($"{endpoint} by {role}: {seen}, not {expected}");
            }
        }

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public async Task Anothers_attempt_does_not_exist_and_nothing_of_the_labs_secrets_is_sent()
    {
        var session = await MakeAsync();
        using var ada = await BeginAsync("ada", session);
        using var bob = await BeginAsync("bob", session);
        var attempt = (await SubmitAsync(ada, session, "// of Ada")).GetProperty("id").GetString()!;
        foreach (var path in new[] { $"api/exam/{session}/attempts/{attempt}", $"api/exam/{session}/attempts/{attempt}/events" })
            await bob.AskAsync(HttpMethod.Get, path, expected: HttpStatusCode.NotFound);

        var lab = Answers.Lab(Lab);
        var seed = (await Store.Sessions.FindAsync(session, default))!.Labs[0].Seed;
        foreach (var path in new[] { $"exam/{session}", $"exam/{session}/{Lab}", $"api/exam/{session}", $"api/exam/{session}/attempts/{attempt}", $"api/exam/{session}/receipts" })
        {
            var text = WebUtility.HtmlDecode(await ada.Client.GetStringAsync(path));
            Assert.That(text, Does.Not.Contain(lab.Texts.Checks.Text).And.Not.Contain(lab.Solutions[0].Text).And.Not.Contain($"{seed}"), path);
            Assert.That(await bob.Client.GetStringAsync(path.Replace(attempt, "none", StringComparison.Ordinal) is var own && own.Contains("none", StringComparison.Ordinal) ? $"api/exam/{session}" : own), Does.Not.Contain(attempt), path);
        }
    }

    [Test]
    public async Task What_changes_something_needs_a_token_and_no_other_site()
    {
        var session = await MakeAsync();
        using var ada = await BeginAsync("ada", session);
        using var staff = await StaffAsync("instructor");
        foreach (var (browser, path) in new[] { (ada, $"api/exam/{session}/hand-in"), (staff, $"api/staff/sessions/{session}/close") })
        {
            await browser.AskAsync(HttpMethod.Post, path, null, HttpStatusCode.Forbidden, ("X-CSRF-TOKEN", ""));
            await browser.AskAsync(HttpMethod.Post, path, null, HttpStatusCode.Forbidden, ("Sec-Fetch-Site", "cross-site"));
        }

        // A token of practice, or of another person, does not do.
        using var practice = await ArriveAsync();
        await ada.AskAsync(HttpMethod.Post, $"api/exam/{session}/hand-in", null, HttpStatusCode.Forbidden, ("X-CSRF-TOKEN", practice.CsrfToken));
    }

    [Test]
    public async Task Staff_read_the_same_words_for_an_unknown_name_and_a_wrong_password_and_a_new_password_signs_out()
    {
        using var stranger = await Student.ArriveAsync(Site.Address, "staff");
        var unknown = await FormAsync(stranger, "staff", "staff", ("Input.Name", "nobody"), ("Input.Password", Password));
        var wrong = await FormAsync(stranger, "staff", "staff", ("Input.Name", "admin"), ("Input.Password", "not the password"));
        Assert.That((unknown.Status, wrong.Status), Is.EqualTo((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized)));
        Assert.That(new[] { unknown.Page, wrong.Page }, Has.All.Contain("Account and password do not belong together."));

        await Store.Accounts.AddAsync("grace", "Grace", BackendLabs.Store.Sessions.StaffRole.Administrator, BackendLabs.Sessions.Accounts.Passwords.Hash(Password), default);
        using var grace = await StaffAsync("grace");
        await grace.GetAsync("api/staff/sessions");
        await Store.Accounts.ChangePasswordAsync("grace", BackendLabs.Sessions.Accounts.Passwords.Hash("another good sentence"), default);
        await grace.AskAsync(HttpMethod.Get, "api/staff/sessions", expected: HttpStatusCode.Unauthorized);
    }

    private static bool IsOfSessions(string endpoint) =>
        endpoint.Split(' ')[1] is var path && ((string[])["/exam", "/api/exam", "/staff", "/api/staff"]).Any(start => path.Equals(start, StringComparison.OrdinalIgnoreCase) || path.StartsWith($"{start}/", StringComparison.OrdinalIgnoreCase));

    private static string Expected(string endpoint, string rule, string role)
    {
        var isApi = endpoint.Contains(" /api/", StringComparison.Ordinal);
        var ofStaff = role is "assistant" or "instructor" or "instructor of another cohort" or "administrator";
        return rule switch
        {
            Door => "let in",
            OfStudent => role switch
            {
                "student" => "let in",
                "student of another session" => isApi ? "403" : "to /exam",
                _ => isApi ? "401" : "to /exam",
            },
            _ when !ofStaff => isApi ? "401" : "to /staff",
            _ when role == "instructor of another cohort" && (endpoint.Contains("{session}", StringComparison.OrdinalIgnoreCase) || endpoint.Contains("{cohort}", StringComparison.OrdinalIgnoreCase)) => "404",
            OfInstructor when role == "assistant" => "403",
            _ => "let in",
        };
    }

    private static string Fill(string pattern, string session, string attempt)
    {
        foreach (var (name, value) in new[]
        {
            ("{token}", "nothing"), ("{session}", session), ("{track}", "start"), ("{name}", "first-pass"), ("{id}", attempt), ("{attempt}", attempt), ("{student}", "ada"), ("{cohort}", Cohort),
        })
            pattern = pattern.Replace(name, value, StringComparison.OrdinalIgnoreCase);
        return pattern;
    }

    // Cookies as they were when each came in: signing out is one of the endpoints.
    private static async Task<string> AskAsync(HttpClient client, Student browser, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", browser.Cookies.Select(cookie => $"{cookie.Name}={cookie.Value}")));
        request.Headers.TryAddWithoutValidation("X-CSRF-TOKEN", browser.CsrfToken);
        request.Headers.TryAddWithoutValidation("Accept", path.StartsWith("api/", StringComparison.Ordinal) ? "application/json" : "text/html");
        if (method is "POST" or "PUT")
            request.Content = new StringContent("""{"text":"// x","source":"// x","revision":0,"line":1,"column":1,"minutes":1,"reason":"x","student":"ada","lab":"start/first-pass","points":1}""", System.Text.Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (answer.StatusCode is HttpStatusCode.Redirect && answer.Headers.Location?.OriginalString is "/exam" or "/staff")
            return $"to {answer.Headers.Location!.OriginalString}";
        var text = answer.Content.Headers.ContentType?.MediaType == "text/event-stream" ? "" : WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        var isRefused = answer.StatusCode is HttpStatusCode.Unauthorized || Array.Exists(Refusals, refusal => text.Contains(refusal, StringComparison.Ordinal))
            || text.Contains("did not come from a page of ours", StringComparison.Ordinal) || (int)answer.StatusCode >= 500 || (int)answer.StatusCode == 429;
        return isRefused ? $"{(int)answer.StatusCode}" : "let in";
    }
}
