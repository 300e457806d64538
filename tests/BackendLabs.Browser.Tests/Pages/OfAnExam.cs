using System.Text.RegularExpressions;
using BackendLabs.Labs;
using BackendLabs.Sessions.Accounts;
using BackendLabs.Sessions.Policies;
using BackendLabs.Store;
using BackendLabs.Store.Sessions;
using BackendLabs.Testing.Web;
using Microsoft.Playwright;

namespace BackendLabs.Browser.Tests.Pages;

/// <summary>A graded session before the eyes of its students and staff.</summary>
internal sealed class OfAnExam : BrowserFixture
{
    private const string Cohort = "autumn";
    private const string Password = "four words are good";
    private const int Many = 300;

    private static readonly string[] Labs = [Answers.FirstPass, "databases/atomic-transfer", "caching/cache-aside"];

    private PracticeSite _site = null!;
    private LabStore _store = null!;

    protected override Uri Address => _site.Address;

    [OneTimeSetUp]
    public async Task BeginAsync()
    {
        _site = await PracticeSite.StartAsync(slots: 1);
        _store = await LabStore.OpenAsync(_site.Store, TimeProvider.System, default);
        await _store.Students.EnsureAsync(Cohort, "Backend, autumn 2026", default);
        await _store.Students.BringAsync(
            Cohort,
            [
                Student("ada", "Ada Lovelace"), Student("edsger", "Edsger Wybe Dijkstra of Rotterdam and Nuenen"), Student("alan", "Alan Turing"), Student("barbara", "Barbara Liskov"), Student("grace", "Grace Hopper"),
                .. Enumerable.Range(1, 15).Select(number => Student($"s{number:00}", $"Student {number}")),
            ],
            default);
        await _store.Accounts.AddAsync("iris", "Iris Instructor", StaffRole.Instructor, Passwords.Hash(Password), default);
        await _store.Accounts.AssignAsync("iris", Cohort, default);
    }

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        if (_store is not null)
            await _store.DisposeAsync();
        await _site.DisposeAsync();
    }

    [Test]
    public async Task The_way_in_and_a_code_that_was_wrong()
    {
        Allow("401");
        await Page.GotoAsync("/exam");
        await LookAsync("exam-door");
        await Page.Locator("#session-code").FillAsync("AAAA-AAAA-AAAAA");
        await Page.Locator("#name").FillAsync("ada");
        await Page.Locator("#code").FillAsync("AAAA-AAAA");
        await Page.Locator("form.join button").ClickAsync();
        await Page.Locator("#problem").WaitForAsync();
        await LookAsync("exam-door-wrong");
    }

    [Test]
    public async Task A_student_goes_through_a_session_and_staff_look_at_their_work()
    {
        Allow("403"); // what is written after the end is not saved
        Page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        var session = await MakeAsync("midterm");
        var pass = (await _store.Cohorts.PassesAsync(Cohort, default)).Single(one => one.Id == "ada");
        await Page.GotoAsync($"/exam/link/{pass.Token}?session={session}");
        await Expect("#begin");
        await LookAsync("exam-before");

        await Page.Locator("#begin").ClickAsync();
        await Expect("#hand-in");
        await _store.StaffWork.SayAsync(session, "In the second lab, “newest” means the highest id.\nThe lesson is right otherwise.", "iris", default);
        await Page.Locator(".messages").WaitForAsync();
        await LookAsync("exam-labs");

        await Page.Locator($"a[href$=\"{Answers.FirstPass}\"]").ClickAsync();
        await Lab.ReadyAsync();
        await Lab.WriteAsync(Answers.Wrong(Answers.FirstPass));
        await Lab.SavedAsync();
        await Lab.SubmitAsync();
        await Page.Locator(".receipt").WaitForAsync();
        await Lab.SaysAsync("points? so far");
        await _store.StaffWork.SayAsync(session, "Ten minutes more for all of you: the network was slow.", "iris", default);
        await Page.Locator("#exam-notices .message").WaitForAsync();
        await LookAsync("exam-lab", tab: "results");
        Assert.That((await _store.SessionDrafts.DeltasAsync($"{session}/ada", Answers.FirstPass, default)).Any(delta => delta.Inserted.Length > 0), Is.True);

        await Lab.CheckAsync(Answers.Right(Answers.FirstPass), "Passed");
        await Page.GotoAsync($"/exam/{session}");
        await Page.Locator("#hand-in").ClickAsync();
        await Assertions.Expect(Page.Locator(".exam-state")).ToContainTextAsync("You have handed in");
        await LookAsync("exam-handed-in");

        await StaffLooksAsync(session);
        await Page.GotoAsync($"/exam/{session}");
        await Page.Locator("#grades details.attempt").First.WaitForAsync();
        await LookAsync("exam-grades");
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Browsers.Screens, "exam-grades-print.png"), FullPage = true });
    }

    [Test]
    public async Task Another_browser_asks_before_it_takes_over()
    {
        Allow("409");
        var session = await MakeAsync("takeover");
        var pass = (await _store.Cohorts.PassesAsync(Cohort, default)).Single(one => one.Id == "alan");
        await _store.Sittings.EnterAsync(session, "alan", "a-browser-elsewhere", "127.0.0.1", default);
        await Page.GotoAsync($"/exam/link/{pass.Token}?session={session}");
        await Expect("#take-over");
        await LookAsync("exam-other-browser");
        await Page.Locator("#take-over").ClickAsync();
        await Expect("#begin");

        // And is told when it is pushed aside itself.
        Page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        await Page.Locator("#begin").ClickAsync();
        await Page.Locator($"a[href$=\"{Answers.FirstPass}\"]").ClickAsync();
        await Lab.ReadyAsync();
        await _store.Sittings.EnterAsync(session, "alan", "a-browser-elsewhere", "127.0.0.1", default);
        await Assertions.Expect(Page.Locator("#exam-notices")).ToContainTextAsync("Another browser works on this");
        await LookAsync("exam-pushed-aside", tab: "code");
    }

    [Test]
    public async Task The_board_shows_who_is_how_far()
    {
        Allow("401");
        var session = await MakeAsync("board");
        await FillAsync(session);
        await Page.GotoAsync("/staff");
        await Page.Locator("#name").FillAsync("iris");
        await Page.Locator("#password").FillAsync("not my password");
        await Page.Locator("form.join button").ClickAsync();
        await Page.Locator("#problem").WaitForAsync();
        await LookAsync("staff-door");
        await SignInAsync(Page);
        await LookAsync("staff-sessions");
        await Page.GotoAsync($"/staff/sessions/{session}");
        await Page.Locator(".cell.stuck").First.WaitForAsync();
        await LookAsync("staff-board");

        await Page.Locator("[data-act=extend]").ClickAsync();
        await LookAsync("staff-extend");
        await Page.Locator("#act-who").SelectOptionAsync("ada");
        await Page.Locator("#act-reason").FillAsync("The lights went out in row two.");
        await Page.Locator("#act-do").ClickAsync();
        await Assertions.Expect(Page.Locator("tr", new PageLocatorOptions { HasText = "Ada Lovelace" })).ToContainTextAsync("+10 min");
        await Page.Locator("[data-act=pause]").ClickAsync();
        await Page.Locator("#act-reason").FillAsync("A fire drill.");
        await Page.Locator("#act-do").ClickAsync();
        await Assertions.Expect(Page.Locator("#facts")).ToContainTextAsync("Paused");
        await Page.GotoAsync($"/staff/cohorts/{Cohort}");
        await LookAsync("staff-cohort");
        await Page.GotoAsync($"/staff/sessions/{session}/grades");
        await Page.Locator("figure.chart svg").First.WaitForAsync();
        await LookAsync("staff-grades");
    }

    [Test]
    public async Task Of_three_thousand_cells_only_those_that_change_are_touched()
    {
        await _store.Students.EnsureAsync("many", "Many", default);
        await _store.Students.BringAsync("many", [.. Enumerable.Range(0, Many).Select(number => Student($"m{number:000}", $"Student {number}"))], default);
        await _store.Accounts.AssignAsync("iris", "many", default);
        var lab = Answers.Lab(Answers.FirstPass);
        var session = await MakeAsync("crowd", "many", [.. Enumerable.Range(1, 10).Select(number => new PinnedLab($"{lab.Digest}{number}", $"start/lab-{number}", 1, $"Lab number {number}", 3, LabArchive.Pack(lab)))]);
        await SignInAsync(Page);
        await Page.GotoAsync($"/staff/sessions/{session}");
        await Assertions.Expect(Page.Locator("#cells tbody td.cell")).ToHaveCountAsync(Many * 10);
        await Page.EvaluateAsync("""
            () => {
              window.touched = new Set();
              new MutationObserver((changes) => changes.forEach((change) => window.touched.add(change.target.nodeType === 3 ? change.target.parentElement : change.target)))
                .observe(document.getElementById('cells'), { subtree: true, childList: true, characterData: true, attributes: true });
            }
            """);
        await _store.Sittings.EnterAsync(session, "m007", "a-device", "127.0.0.1", default);
        await _store.Sittings.BeginAsync(session, "m007", _ => true, default);
        await _store.Sittings.SubmitAsync(new Submission(session, "m007", "start/lab-3", "// x", "k", "a-device"), _ => new SubmissionRuling.Take(IsLate: false), default);
        await Assertions.Expect(Page.Locator("tr", new PageLocatorOptions { HasTextRegex = new Regex("^Student 7(?!\\d)", RegexOptions.None, TimeSpan.FromSeconds(1)) }).Locator("td.cell").Nth(2))
            // The lab is none that a grader could run, and one may have tried by now.
            .ToHaveTextAsync(new Regex("^waiting$|^our fault$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.That(await Page.EvaluateAsync<int>("() => window.touched.size"), Is.LessThanOrEqualTo(3), "The student's state, and one cell.");
        await LookAsync("staff-crowd");
    }

    private async Task StaffLooksAsync(string session)
    {
        var (context, page) = await ComeAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1366, Height = 900 } });
        await SignInAsync(page);
        await page.GotoAsync($"/staff/sessions/{session}/students/ada");
        await page.Locator("details.attempt > summary").First.ClickAsync();
        await page.Locator(".line-number").Nth(1).ClickAsync();
        await page.Locator(".comment-form textarea").FillAsync("Look at what this returns for an empty name.");
        await page.Locator(".comment-form button[type=submit]").ClickAsync();
        await page.Locator(".comment").WaitForAsync();
        await page.Locator("details.attempt > summary").Nth(1).ClickAsync();
        await page.GetByText("Changes since the attempt before").ClickAsync();
        await page.Locator(".plain-diff").WaitForAsync();
        foreach (var (size, width) in new[] { ("wide", 1366), ("narrow", 390) })
        {
            await page.SetViewportSizeAsync(width, 900);
            foreach (var scheme in new[] { ColorScheme.Dark, ColorScheme.Light })
            {
                await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Browsers.Screens, $"staff-student-{scheme}-{size}.png".ToLowerInvariant()), FullPage = true });
                Assert.That(await AxeCore.ViolationsAsync(page, coloursOnly: scheme == ColorScheme.Light), Is.Empty);
            }

            Assert.That(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > innerWidth + 1"), Is.False, size);
        }

        await context.DisposeAsync();
        await _store.Sessions.CloseAsync(session, "iris", default);
        await _store.Sessions.PublishAsync(session, "iris", default);
    }

    private static async Task SignInAsync(IPage page)
    {
        await page.GotoAsync("/staff");
        await page.Locator("#name").FillAsync("iris");
        await page.Locator("#password").FillAsync(Password);
        await page.Locator("form.join button").ClickAsync();
        await page.WaitForURLAsync("**/staff/sessions");
    }

    private Task Expect(string selector) => Page.Locator(selector).WaitForAsync();

    private async Task<string> MakeAsync(string id, string cohort = Cohort, IReadOnlyList<PinnedLab>? labs = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        labs ??= [.. Labs.Select(Answers.Lab).Select(lab => new PinnedLab(lab.Digest, lab.Id, lab.Version, lab.Title, Max: 4, LabArchive.Pack(lab)))];
        var policy = new SessionPolicy(
            id, "Midterm: caching and databases", cohort, "Europe/Berlin", now.AddHours(-1), now.AddHours(4), TimeSpan.FromMinutes(90), MostAttempts: 20, TimeSpan.Zero, new LatePolicy(TimeSpan.FromMinutes(15), 20),
            [new TellStep(Telling.Message)], Hints: false, "Your own notes, and the documentation of .NET.\nNo other people, no language models.", HandsInDrafts: true, CountedAttempt.Best, [.. labs.Select(lab => new SessionLab(lab.Lab, 10))]);
        Assert.That(await _store.Sessions.MakeAsync(new NewSession(id, cohort, policy.Title, SessionPolicyJson.Write(policy), [.. labs.Select(lab => (lab, 10m))]), "iris", default), Is.InstanceOf<SessionMaking.Made>());
        return id;
    }

    // Nothing is run here: what they did is written into the store, under the hands of a grader of the test's own.
    private async Task FillAsync(string session)
    {
        await _site.StopGraderAsync();
        const string Report = """
            {"verdict":"failed","checks":[{"id":"greets","title":"Greets by name","status":"passed"},{"id":"empty","title":"An empty name is refused","status":"failed","message":"Expected an ArgumentException, but nothing was thrown."}]}
            """;
        foreach (var (member, lab, scores) in new[]
        {
            ("ada", 0, new[] { 2, 4 }), ("ada", 1, [4]), ("alan", 0, [4]), ("alan", 1, [1, 2]), ("barbara", 0, [2, 2, 2]), ("barbara", 1, [1, 1, 1, 1]), ("edsger", 0, [0]), ("s01", 0, [4]), ("s02", 0, [3]), ("s03", 0, [4]),
        })
        {
            await _store.Sittings.EnterAsync(session, member, $"device-{member}", "127.0.0.1", default);
            await _store.Sittings.BeginAsync(session, member, _ => true, default);
            foreach (var score in scores)
            {
                await _store.Sittings.SubmitAsync(new Submission(session, member, Labs[lab], $"// {score}", $"{Guid.NewGuid()}", $"device-{member}"), _ => new SubmissionRuling.Take(IsLate: false), default);
                var run = await _store.Queue.ClaimAsync("grader", default);
                await _store.Queue.EndAsync(run!, score == 4 ? "passed" : "failed", score, 4, Report, default);
            }
        }

        await _store.Sittings.SubmitAsync(new Submission(session, "alan", Labs[2], "// x", "k", "device-alan"), _ => new SubmissionRuling.Take(IsLate: false), default);
        await _store.SessionDrafts.SaveAsync(new DraftSave(session, "s01", Labs[1], "// x", 0, "", IsPasted: false, "device-s01"), (_, _, _) => null, default);
        await _store.Sittings.HandInAsync(session, "s03", "student", default);
        await _store.StaffWork.SayAsync(session, "Good luck, and read each lesson to its end.", "iris", default);
        _site.StartGrader(1);
    }

    private static CohortStudent Student(string id, string name) => new(id, name, $"{id}@school.example", id == "barbara" ? 125 : 100, TimeSpan.Zero);
}
