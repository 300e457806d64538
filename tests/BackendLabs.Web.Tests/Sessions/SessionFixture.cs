using System.Net;
using System.Text.Json;
using BackendLabs.Labs;
using BackendLabs.Sessions.Accounts;
using BackendLabs.Sessions.Policies;
using BackendLabs.Store;
using BackendLabs.Store.Sessions;
using BackendLabs.Testing.Web;

namespace BackendLabs.Web.Tests.Sessions;

/// <summary>A site with a cohort of students and staff. Each test makes sessions of its own.</summary>
internal abstract class SessionFixture(string kind) : SiteFixture(kind)
{
    protected const string Cohort = "autumn";
    protected const string Lab = Answers.FirstPass;
    protected const string Password = "four words are good";

    private int _made;

    protected LabStore Store { get; private set; } = null!;

    /// <summary>Of the cohort; a test that takes one out brings them back.</summary>
    protected static IReadOnlyList<CohortStudent> Roster { get; } = [.. new[] { ("ada", "Ada Lovelace"), ("bob", "Bob <script>alert(1)</script>"), ("eve", "Eve") }
        .Select(one => new CohortStudent(one.Item1, one.Item2, Email: null, TimePercent: 100, TimeSpan.Zero))];

    [OneTimeSetUp]
    public async Task FillAsync()
    {
        Store = await LabStore.OpenAsync(Site.Store, TimeProvider.System, default);
        await Store.Students.EnsureAsync(Cohort, "Autumn", default);
        await Store.Students.BringAsync(Cohort, Roster, default);
        await Store.Students.EnsureAsync("other", "Other", default);
        foreach (var (id, role, cohort) in new[]
        {
            ("assistant", StaffRole.Assistant, Cohort), ("instructor", StaffRole.Instructor, Cohort), ("stranger", StaffRole.Instructor, "other"), ("admin", StaffRole.Administrator, ""),
        })
        {
            await Store.Accounts.AddAsync(id, $"The {id}", role, Passwords.Hash(Password), default);
            if (cohort.Length > 0)
                await Store.Accounts.AssignAsync(id, cohort, default);
        }
    }

    [OneTimeTearDown]
    public async Task CloseStoreAsync()
    {
        if (Store is not null)
            await Store.DisposeAsync();
    }

    /// <summary>A session that is open now, with an hour for each student.</summary>
    /// <returns>Its id.</returns>
    protected async Task<string> MakeAsync(Func<SessionPolicy, SessionPolicy>? change = null)
    {
        var id = $"session-{Interlocked.Increment(ref _made)}";
        var now = TimeProvider.System.GetUtcNow();
        var policy = new SessionPolicy(
            id, "Midterm", Cohort, "UTC", now.AddHours(-1), now.AddHours(4), TimeSpan.FromHours(1), MostAttempts: null, TimeSpan.Zero, Late: null,
            [new TellStep(Telling.Message)], Hints: false, "Your own notes.", HandsInDrafts: false, CountedAttempt.Best, [new SessionLab(Lab, 10)]);
        policy = change?.Invoke(policy) ?? policy;
        var lab = Answers.Lab(Lab);
        var pinned = new PinnedLab(lab.Digest, lab.Id, lab.Version, lab.Title, Max: 3, LabArchive.Pack(lab));
        Assert.That(await Store.Sessions.MakeAsync(new NewSession(id, Cohort, policy.Title, SessionPolicyJson.Write(policy), [(pinned, 10m)]), "instructor", default), Is.InstanceOf<SessionMaking.Made>());
        return id;
    }

    /// <summary>A student's browser, come in by the personal link.</summary>
    protected async Task<Student> ComeInAsync(string student, string session)
    {
        var pass = (await Store.Cohorts.PassesAsync(Cohort, default)).Single(one => one.Id == student);
        return await Student.ArriveAsync(Site.Address, $"exam/link/{pass.Token}?session={session}");
    }

    /// <summary>The same, as the one that may work, and begun.</summary>
    protected async Task<Student> BeginAsync(string student, string session)
    {
        var browser = await ComeInAsync(student, session);
        await browser.AskAsync(HttpMethod.Post, $"api/exam/{session}/enter", expected: HttpStatusCode.NoContent);
        await browser.AskAsync(HttpMethod.Post, $"api/exam/{session}/begin");
        return browser;
    }

    protected async Task<Student> StaffAsync(string account)
    {
        var staff = await Student.ArriveAsync(Site.Address, "staff");
        var (status, page) = await FormAsync(staff, "staff", "staff", ("Input.Name", account), ("Input.Password", Password));
        Assert.That(status, Is.EqualTo(HttpStatusCode.OK), page);
        await staff.OpenAsync("staff/sessions");
        return staff;
    }

    protected static async Task<(HttpStatusCode Status, string Page)> FormAsync(Student browser, string path, string form, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new FormUrlEncodedContent(fields.Append(("_handler", form)).Append(("__RequestVerificationToken", browser.CsrfToken)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        using var answer = await browser.Client.SendAsync(request);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    /// <returns>The answer's receipt and id.</returns>
    protected static Task<JsonElement> SubmitAsync(Student browser, string session, string text, string? key = null) => browser.AskAsync(
        HttpMethod.Post, $"api/exam/{session}/labs/{Lab}/attempts", new { source = text }, HttpStatusCode.Accepted, ("Idempotency-Key", key ?? $"{Guid.NewGuid()}"));

    /// <summary>Waits until an attempt was judged.</summary>
    protected static async Task<JsonElement> EndOfAsync(Student browser, string session, string attempt)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (true)
        {
            var detail = await browser.GetAsync($"api/exam/{session}/attempts/{attempt}");
            if (detail.GetProperty("report").ValueKind is JsonValueKind.Object)
                return detail;
            await look.WaitForNextTickAsync(limit.Token);
        }
    }

    protected static async Task<JsonElement> CheckAsync(Student browser, string session, string text) =>
        await EndOfAsync(browser, session, (await SubmitAsync(browser, session, text)).GetProperty("id").GetString()!);
}
