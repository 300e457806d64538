using BackendLabs.Sessions.Policies;
using BackendLabs.Sessions.Running;
using BackendLabs.Store;
using BackendLabs.Store.Sessions;
using BackendLabs.Testing;

namespace BackendLabs.Sessions.Tests.Running;

/// <summary>A session of three students and two labs in a store of its own; graders are played by the test.</summary>
internal abstract class ExamFixture
{
    protected const string First = "start/first-pass";
    protected const string Second = "databases/first-query";

    private string _folder = "";

    protected LabStore Store { get; private set; } = null!;

    protected ManualTime Time { get; private set; } = null!;

    protected SessionPolicy Policy { get; private set; } = null!;

    [SetUp]
    public async Task Open()
    {
        _folder = Directory.CreateTempSubdirectory("lab-exam-").FullName;
        Time = new ManualTime();
        Store = await LabStore.OpenAsync(Path.Combine(_folder, "labs.db"), Time, default);
        await Store.Students.EnsureAsync("autumn", "Autumn", default);
        await Store.Students.BringAsync("autumn", [new("ada", "Ada", null, 100, TimeSpan.Zero), new("alan", "Alan", "alan@school.example", 150, TimeSpan.Zero), new("kay", "Kay", null, 100, TimeSpan.Zero)], default);
        var now = Store.Sittings.Now;
        Policy = new SessionPolicy(
            "midterm", "Midterm", "autumn", "UTC", now, now.AddHours(3), TimeSpan.FromMinutes(60), MostAttempts: 3, CoolDown: TimeSpan.FromSeconds(30),
            new LatePolicy(TimeSpan.FromMinutes(10), 20), [new TellStep(Telling.Title), new TellStep(Telling.Message, FromAttempt: 2)],
            Hints: false, "Your own notes.", HandsInDrafts: true, CountedAttempt.Best, [new SessionLab(First, 2), new SessionLab(Second, 3)]);
        await Store.Sessions.MakeAsync(
            new NewSession("midterm", "autumn", "Midterm", SessionPolicyJson.Write(Policy), [(Version(First, "a1"), 2), (Version(Second, "b1"), 3)]), "grace", default);
    }

    [TearDown]
    public async Task Close()
    {
        await Store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    protected static PinnedLab Version(string lab, string digest) => new(digest, lab, 1, lab, 4, [80, 75, 5, 6, .. new byte[18]]);

    protected async Task BeginAsync(params string[] students)
    {
        foreach (var student in students)
        {
            await Store.Sittings.EnterAsync("midterm", student, $"device-{student}", "127.0.0.1", default);
            Assert.That(await Store.Sittings.BeginAsync("midterm", student, SubmissionRules.MayBegin, default), Is.Not.Null);
        }
    }

    protected Task<SubmissionAnswer> TryAsync(string student, string lab, string text) =>
        Store.Sittings.SubmitAsync(new Submission("midterm", student, lab, text, Key: null, $"device-{student}"), SubmissionRules.Rule, default);

    /// <summary>Submits and judges.</summary>
    protected async Task<Receipt> SubmitAsync(string student, string lab, string text, string verdict, int score)
    {
        var answer = await TryAsync(student, lab, text);
        Assert.That(answer, Is.InstanceOf<SubmissionAnswer.Accepted>());
        await JudgeAsync(verdict, score);
        return ((SubmissionAnswer.Accepted)answer).Receipt;
    }

    /// <summary>Plays the grader of the next run.</summary>
    protected async Task JudgeAsync(string verdict, int score)
    {
        var run = (await Store.Queue.ClaimAsync("g", default))!;
        await Store.Queue.EndAsync(run, verdict, score, 4, Report(verdict, score), default, record: "{}");
    }

    protected static string Report(string verdict, int score) => $$"""
        { "lab": "l", "version": 1, "verdict": "{{verdict}}", "score": {{score}}, "max": 4, "seed": 4711, "layers": [], "diagnostics": [], "output": "printed",
          "checks": [
            { "id": "adds", "title": "adds", "status": "{{(score >= 2 ? "passed" : "failed")}}", "points": {{Math.Min(2, score)}}, "max": 2, "message": "{{(score >= 2 ? "" : "wrong sum")}}", "expected": "4", "actual": "5", "hint": "think", "timeline": [{ "detail": "secret row" }], "state": { "x": 1 } },
            { "id": "keeps", "title": "keeps", "status": "{{(score == 4 ? "passed" : "failed")}}", "points": {{Math.Max(0, score - 2)}}, "max": 2, "message": "" } ] }
        """;

    protected async Task<SittingView> ViewAsync(string student) => SittingViews.Of(
        (await Store.Sessions.FindAsync("midterm", default))!, (await Store.Sittings.FindAsync("midterm", student, default))!,
        await Store.Sittings.AttemptsAsync("midterm", student, default), [], Store.Sittings.Now, $"device-{student}", grades: null);
}
