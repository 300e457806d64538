using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using BackendLabs.Sessions.Running;
using BackendLabs.Store;
using BackendLabs.Store.Sessions;

namespace BackendLabs.Cli.Tests.Published;

/// <summary>One exam from the roster to the appeal: the published command and grader, on a private lab that nobody else has.</summary>
[Parallelizable]
internal sealed class Exams
{
    private const string Lab = "start/first-pass";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private PublishedLab _lab = null!;
    private LabStore _store = null!;
    private Process? _grader;

    [SetUp]
    public async Task Begin()
    {
        _lab = new PublishedLab();
        _store = await LabStore.OpenAsync(_lab.Paths.StoreAddress, TimeProvider.System, default);
        Copy(Path.Combine(_lab.Labs, Lab), Path.Combine(_lab.Home, "private", Lab));
        await File.WriteAllTextAsync(Path.Combine(_lab.Home, "roster.csv"), "Student ID;First name;Last name;Email;Extra time\n0042;Ada;Lovelace;ada@school.example;\n0043;Alan;Turing;;150 %\n");
        var opens = TimeProvider.System.GetUtcNow().AddMinutes(-5);
        await File.WriteAllTextAsync(Path.Combine(_lab.Home, "midterm.yaml"), $$"""
            format: 1
            id: midterm
            title: Midterm
            cohort: autumn
            zone: UTC
            opens: {{opens.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}}
            closes: {{opens.AddHours(3).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}}
            minutes: 90
            permitted: Your own notes.
            labs:
              - { lab: {{Lab}}, weight: 2.5, root: private }
            """);
    }

    [TearDown]
    public async Task End()
    {
        if (_grader is not null)
        {
            await PublishedLab.InterruptAsync(_grader);
            await _grader.WaitForExitAsync();
            _grader.Dispose();
        }

        await _store.DisposeAsync();
        _lab.Dispose();
    }

    [Test]
    public async Task An_exam_from_the_roster_to_the_appeal()
    {
        await SayAsync("cohort", "new", "autumn", "--name", "Autumn");
        Assert.That(await SayAsync("cohort", "import", "autumn", "roster.csv", "--dry-run"), Does.Contain("2 come, 0 go, 0 change."));
        Assert.That(await _store.Students.AllAsync("autumn", default), Is.Empty, "a dry run");
        await SayAsync("cohort", "import", "autumn", "roster.csv");
        Assert.That(await SayAsync("session", "new", "midterm.yaml"), Does.Contain("for 2 students").And.Match("join code  [0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{5}"));
        // What is in the folder from now on changes nothing for the session.
        await File.WriteAllTextAsync(Path.Combine(_lab.Home, "private", Lab, "README.md"), await File.ReadAllTextAsync(Path.Combine(_lab.Labs, Lab, "README.md")) + "\nMended.\n");
        _grader = _lab.Start("grader", "--slots", "1");
        var right = await SubmitAsync("0042", await File.ReadAllTextAsync(Path.Combine(_lab.Labs, Lab, "solutions", "reference.csx")));
        var wrong = await SubmitAsync("0043", await File.ReadAllTextAsync(Path.Combine(_lab.Labs, Lab, "wrong", "prints-it.csx")));
        await JudgedAsync(right.Attempt, wrong.Attempt);
        Assert.That(await SayAsync("session", "extend", "midterm", "0043", "--minutes", "15", "--reason", "projector"), Does.Contain("1 student: 15 minutes more."));
        await SayAsync("session", "close", "midterm", "--yes");
        Assert.That(await SayAsync("session", "grades", "midterm"), Does.Match("Ada Lovelace +2.5 of 2.5").And.Match("Alan Turing +0[.0-9]* of 2.5"));
        Assert.That(await SayAsync("session", "export", "midterm", "--format", "canvas"), Does.Contain("Ada Lovelace"));

        await AppealAsync();
        await RegradeAsync();
        Assert.That(await SayAsync("session", "erase", "midterm", "0043", "--yes"), Does.Contain("is erased"));
        Assert.That(await SayAsync("session", "verify", "midterm"), Does.Contain("hold"));
        Assert.That(await SayAsync("session", "show", "midterm"), Does.Not.Contain("Turing"));
    }

    [Test]
    public async Task A_sessions_file_and_a_roster_tell_all_their_mistakes_and_change_nothing()
    {
        await SayAsync("cohort", "new", "autumn", "--name", "Autumn");
        await File.WriteAllTextAsync(Path.Combine(_lab.Home, "roster.csv"), "id,name\n0042,Ada\n0042,Alan\n,Kay\n");
        var roster = await _lab.RunAsync("cohort", "import", "autumn", "roster.csv");
        var file = Path.Combine(_lab.Home, "midterm.yaml");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("weight: 2.5", "weight: -1", StringComparison.Ordinal).Replace("zone: UTC", "zone: Europe/Helsinky", StringComparison.Ordinal));
        var session = await _lab.RunAsync("session", "new", "midterm.yaml");

        Assert.Multiple(async () =>
        {
            Assert.That(roster.ExitCode, Is.EqualTo(ExitCode.Usage));
            Assert.That(roster.Error, Does.Contain("roster.csv:3:").And.Contain("roster.csv:4:").And.Contain("Nothing was imported."));
            Assert.That(session.ExitCode, Is.EqualTo(ExitCode.Usage));
            Assert.That(session.Error, Does.Contain("midterm.yaml:5:").And.Contain("Europe/Helsinki").And.Contain("weight"));
            Assert.That(await _store.Students.AllAsync("autumn", default), Is.Empty);
            Assert.That(await _store.Sessions.ListAsync(default), Is.Empty);
        });
    }

    // From the archive alone, with the commands that its README names.
    private async Task AppealAsync()
    {
        await SayAsync("session", "appeal", "midterm", "0043", "--into", "appeal.zip");
        await ZipFile.ExtractToDirectoryAsync(Path.Combine(_lab.Home, "appeal.zip"), Path.Combine(_lab.Home, "appeal"));
        var attempt = Directory.GetDirectories(Path.Combine(_lab.Home, "appeal", "attempts")).Single();
        var labs = Directory.GetDirectories(Path.Combine(_lab.Home, "appeal", "labs")).Single();
        var seed = (await _store.Sessions.FindAsync("midterm", default))!.Labs[0].Seed;
        var again = await _lab.RunAsync("check", Lab, Path.Combine(attempt, "answer.csx"), "--labs", labs, "--seed", $"{seed}", "--format", "json");
        using var report = JsonDocument.Parse(again.Output);
        using var then = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(attempt, "report.json")));
        Assert.That(report.RootElement.GetProperty("score").GetInt32(), Is.EqualTo(then.RootElement.GetProperty("score").GetInt32()), again.Error);
        Assert.That(await SayAsync("verify-record", Path.Combine(attempt, "record.json"), "--labs", labs), Is.Not.Empty);
    }

    private async Task RegradeAsync()
    {
        var begun = await SayAsync("session", "regrade", "begin", "midterm", Lab, "--root", "private", "--reason", "a mended lesson");
        var regrade = (await _store.Regrades.AllAsync("midterm", default)).Single();
        Assert.That(begun, Does.Contain(regrade.Id).And.Contain("2 submissions"));
        await JudgedAsync([.. (await _store.Sittings.AttemptsAsync("midterm", null, default)).Where(one => one.Regrade is not null).Select(one => one.Id)]);
        Assert.That(await SayAsync("session", "regrade", "show", "midterm", regrade.Id), Does.Contain("0 students would move, 2 would not."));
        Assert.That(await SayAsync("session", "regrade", "publish", "midterm", regrade.Id), Does.Contain("counts from now on"));
    }

    private async Task<Receipt> SubmitAsync(string student, string text)
    {
        await _store.Sittings.EnterAsync("midterm", student, $"device-{student}", "127.0.0.1", default);
        await _store.Sittings.BeginAsync("midterm", student, SubmissionRules.MayBegin, default);
        var answer = await _store.Sittings.SubmitAsync(new Submission("midterm", student, Lab, text, "key", $"device-{student}"), SubmissionRules.Rule, default);
        Assert.That(answer, Is.InstanceOf<SubmissionAnswer.Accepted>());
        return ((SubmissionAnswer.Accepted)answer).Receipt;
    }

    private async Task JudgedAsync(params string[] attempts)
    {
        using var patience = new CancellationTokenSource(Patience);
        Assert.That(await _store.Rehearsals.VerdictsAsync(attempts, patience.Token), Has.None.EqualTo("infrastructure_error"));
    }

    private async Task<string> SayAsync(params string[] arguments)
    {
        var answer = await _lab.RunAsync(arguments);
        Assert.That(answer.ExitCode, Is.Zero, () => $"lab {string.Join(' ', arguments)}\n{answer.Output}\n{answer.Error}");
        return answer.Output;
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
