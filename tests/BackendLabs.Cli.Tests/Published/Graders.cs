using System.Diagnostics;
using BackendLabs.Labs;
using BackendLabs.Store;

namespace BackendLabs.Cli.Tests.Published;

/// <summary>The published grader, a process of its own, on a queue that others fill.</summary>
[Parallelizable]
internal sealed class Graders
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private PublishedLab _lab = null!;
    private LabStore _store = null!;
    private Process? _grader;

    private string Address => Path.Combine(_lab.Home, "queue.db");

    [SetUp]
    public async Task Begin()
    {
        _lab = new PublishedLab();
        _store = await LabStore.OpenAsync(Address, TimeProvider.System, CancellationToken.None);
    }

    [TearDown]
    public async Task End()
    {
        if (_grader is not null)
        {
            await StopAsync();
            _grader.Dispose();
            _grader = null;
        }

        await _store.DisposeAsync();
        _lab.Dispose();
    }

    [Test]
    public async Task A_right_and_a_wrong_answer_come_back_with_their_reports_and_their_progress()
    {
        _grader = _lab.Start("grader", "--store", Address, "--slots", "1");
        var right = await AcceptAsync("ada", Lab().Solutions[0].Text);
        var wrong = await AcceptAsync("bob", Lab().WrongSolutions[0].Text.Text);

        var seen = await FollowAsync(right);
        Assert.That(seen.Select(one => one.Kind).Distinct(), Is.EqualTo(new[] { "queued", "started", "progress", "ended" }));
        Assert.That(seen.Any(one => one.Body.Contains("\"checking\"", StringComparison.Ordinal)), Is.True);
        Assert.That(await EndAsync(right), Has.Property("Verdict").EqualTo("passed"));
        await FollowAsync(wrong);
        var end = await EndAsync(wrong);
        Assert.That((end.Verdict, end.Score < end.Max), Is.EqualTo(("failed", true)));
        Assert.That(end.Report, Does.Contain("\"checks\": ["));
    }

    [Test]
    public async Task What_was_accepted_for_another_version_of_the_lab_is_nobodys_failure()
    {
        _grader = _lab.Start("grader", "--store", Address, "--slots", "1");
        await _store.People.EnsureAsync("ada", "ada", CancellationToken.None);
        var changed = await AcceptAsync(new NewAttempt("ada", "start/first-pass", "another", "x", 1));
        var absent = await AcceptAsync(new NewAttempt("ada", "start/nowhere", "d", "x", 1));
        await FollowAsync(changed);
        await FollowAsync(absent);

        Assert.That(await EndAsync(changed), Has.Property("Verdict").EqualTo("infrastructure_error").And.Property("Report").Contains("has changed since"));
        Assert.That(await EndAsync(absent), Has.Property("Verdict").EqualTo("infrastructure_error").And.Property("Report").Contains("no lab start/nowhere"));
    }

    [Test]
    public async Task A_cancelled_run_frees_its_slot_and_a_stopped_grader_gives_its_run_back()
    {
        _grader = _lab.Start("grader", "--store", Address, "--slots", "1");
        var endless = await AcceptAsync("ada", "string Greet(string name) { while (true); }");
        await UntilAsync(endless, "checking");
        await _store.Queue.CancelAsync(endless, CancellationToken.None);
        var next = await AcceptAsync("bob", Lab().Solutions[0].Text);
        await FollowAsync(next);
        Assert.That(await EndAsync(next), Has.Property("Verdict").EqualTo("passed"));

        var left = await AcceptAsync("ada", "string Greet(string name) { while (true); }");
        await UntilAsync(left, "checking");
        await StopAsync();

        Assert.That(_grader.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That((await _store.Queue.ClaimAsync("another", CancellationToken.None))!.Attempt.Id, Is.EqualTo(left));
    }

    [Test]
    public async Task A_store_that_is_no_database_is_named_with_what_to_do()
    {
        var diary = Path.Combine(_lab.Home, "diary.txt");
        await File.WriteAllTextAsync(diary, "my diary, of which I have no copy");

        var answer = await _lab.RunAsync("grader", "--store", diary);

        Assert.That(answer.ExitCode, Is.EqualTo(ExitCode.Infrastructure), answer.Error);
        Assert.That(answer.Error, Does.Contain("not a database").And.Contain("Name another file").And.Not.Contain("   at "));
    }

    private Lab Lab() => ((LabReading.Good)LabReader.Read(_lab.Labs, "start/first-pass")).Lab;

    private async Task<string> AcceptAsync(string person, string snippet)
    {
        await _store.People.EnsureAsync(person, person, CancellationToken.None);
        return await AcceptAsync(new NewAttempt(person, "start/first-pass", Lab().Digest, snippet, Seed: 3));
    }

    private async Task<string> AcceptAsync(NewAttempt attempt) => ((Acceptance.Accepted)await _store.Queue.AcceptAsync(attempt, CancellationToken.None)).Attempt;

    private async Task<List<RunEvent>> FollowAsync(string attempt)
    {
        using var limit = new CancellationTokenSource(Patience);
        var seen = new List<RunEvent>();
        await foreach (var one in _store.Events.FollowAsync(attempt, 0, limit.Token))
            seen.Add(one);
        return seen;
    }

    private async Task UntilAsync(string attempt, string words)
    {
        using var limit = new CancellationTokenSource(Patience);
        await foreach (var one in _store.Events.FollowAsync(attempt, 0, limit.Token))
        {
            if (one.Body.Contains(words, StringComparison.Ordinal))
                return;
        }

        Assert.Fail($"It ended before \"{words}\".");
    }

    private async Task<AttemptEnd.Judged> EndAsync(string attempt) =>
        (AttemptEnd.Judged)(await _store.Attempts.FindAsync(attempt, CancellationToken.None))!.End!;

    private async Task StopAsync()
    {
        if (!_grader!.HasExited)
            await PublishedLab.InterruptAsync(_grader);
        await _grader.WaitForExitAsync().WaitAsync(Patience);
    }
}
