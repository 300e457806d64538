using BackendLabs.Store.Sessions;

namespace BackendLabs.Store.Tests;

/// <summary>A graded session in the store: what is accepted has a receipt, every change an entry of the ledger, and nothing is lost or counted twice.</summary>
[TestFixture("sqlite")]
[TestFixture("postgres")]
internal sealed class SessionTests(string kind) : StoreFixture(kind)
{
    private const string Lab = "start/first-pass";

    private static readonly PinnedLab First = new("d1", Lab, 1, "First pass", 4, [1, 2, 3]);

    [SetUp]
    public async Task Make()
    {
        await Store.Students.EnsureAsync("autumn", "Autumn", default);
        await Store.Students.BringAsync("autumn", [Student("ada"), Student("alan") with { TimePercent = 150, Breaks = TimeSpan.FromMinutes(10), Email = "alan@school.example" }], default);
        Assert.That(await Store.Sessions.MakeAsync(new NewSession("midterm", "autumn", "Midterm", "{}", [(First, 2.5m)]), "grace", default), Is.InstanceOf<SessionMaking.Made>());
    }

    [Test]
    public async Task A_session_keeps_its_labs_and_gives_each_student_a_sitting()
    {
        var session = await Store.Sessions.FindAsync("midterm", default);
        var sittings = await Store.Sittings.AllAsync("midterm", default);

        Assert.Multiple(() =>
        {
            Assert.That(session!.Labs.Single(), Is.EqualTo(new PinnedSessionLab(Lab, "d1", 1, "First pass", 4, 2.5m, session.Labs[0].Seed)));
            Assert.That(session.Labs[0].Seed, Is.Positive);
            Assert.That(sittings.Select(sitting => sitting.Member), Is.EqualTo(new[] { "ada", "alan" }));
            Assert.That(sittings[1], Has.Property("TimePercent").EqualTo(150).And.Property("Breaks").EqualTo(TimeSpan.FromMinutes(10)).And.Property("Email").EqualTo("alan@school.example"));
        });
        Assert.That((await Store.Sessions.LabAsync("d1", default))!.Archive, Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    [Test]
    public async Task A_session_is_made_once_and_for_a_cohort_that_is_there()
    {
        Assert.That(await Store.Sessions.MakeAsync(new NewSession("midterm", "autumn", "Again", "{}", [(First, 1)]), "grace", default), Is.InstanceOf<SessionMaking.IdTaken>());
        Assert.That(await Store.Sessions.MakeAsync(new NewSession("other", "spring", "Other", "{}", [(First, 1)]), "grace", default), Is.InstanceOf<SessionMaking.NoSuchCohort>());
        Assert.That((await Store.Sessions.FindAsync("midterm", default))!.Title, Is.EqualTo("Midterm"));
    }

    [Test]
    public async Task The_join_code_is_found_in_any_writing()
    {
        var code = (await Store.Sessions.JoinCodeAsync("midterm", default))!;

        Assert.That(code, Has.Length.EqualTo(15));
        Assert.That(await Store.Sessions.OfCodeAsync(code.ToLowerInvariant().Replace('-', ' '), default), Is.EqualTo("midterm"));
        Assert.That(await Store.Sessions.OfCodeAsync("0000-0000-00000", default), Is.Null);
    }

    [Test]
    public async Task A_submission_has_a_receipt_and_the_same_key_is_the_same_submission()
    {
        await EnterAsync("ada");
        var receipt = await SubmitAsync("ada", "one", "k1");
        var again = await Store.Sittings.SubmitAsync(new Submission("midterm", "ada", Lab, "one", "k1", "device-ada"), _ => new SubmissionRuling.Refuse("too late", ""), default);
        var other = await Store.Sittings.SubmitAsync(new Submission("midterm", "ada", Lab, "two", "k1", "device-ada"), Take, default);

        Assert.Multiple(() =>
        {
            Assert.That(((SubmissionAnswer.AlreadyAccepted)again).Receipt, Is.EqualTo(receipt));
            Assert.That(other, Is.InstanceOf<SubmissionAnswer.KeyReused>());
        });
        Assert.That(await Store.Sittings.ReceiptsAsync("midterm", "ada", default), Is.EqualTo(new[] { receipt }));
        Assert.That((await Store.Sessions.LedgerAsync("midterm", null, default))[(int)receipt.Entry - 1].Hash, Is.EqualTo(receipt.Head));
    }

    [Test]
    public async Task The_rule_sees_how_often_and_what_was_our_fault_does_not_count()
    {
        await EnterAsync("ada");
        await SubmitAsync("ada", "one", "k1");
        await Store.Queue.EndAsync((await ClaimAsync())!, "infrastructure_error", 0, 4, "{}", default);
        await SubmitAsync("ada", "two", "k2");
        await PassAsync((await ClaimAsync())!);
        SubmissionFacts? seen = null;
        await Store.Sittings.SubmitAsync(new Submission("midterm", "ada", Lab, "three", "k3", "device-ada"), facts => Note(facts, out seen), default);

        Assert.Multiple(() =>
        {
            Assert.That(seen!.Attempts, Is.EqualTo(1));
            Assert.That(seen.LastAccepted, Is.Not.Null);
            Assert.That(seen.Waiting, Is.Zero);
            Assert.That(seen.Sitting.Member, Is.EqualTo("ada"));
        });
    }

    [Test]
    public async Task Only_the_last_browser_may_submit_and_the_takeover_is_on_record()
    {
        await EnterAsync("ada");
        Assert.That(await Store.Sittings.EnterAsync("midterm", "ada", "another-device", "127.0.0.1", default), Is.True);

        Assert.That(await Store.Sittings.SubmitAsync(new Submission("midterm", "ada", Lab, "one", "k1", "device-ada"), Take, default), Is.InstanceOf<SubmissionAnswer.OtherDevice>());
        Assert.That((await Store.Sessions.LedgerAsync("midterm", "ada", default)).Select(entry => entry.Kind), Is.EqualTo(new[] { "signed_in", "device_taken_over" }));
    }

    [Test]
    public async Task A_graded_run_is_claimed_with_its_session_and_seed()
    {
        await EnterAsync("ada");
        await SubmitAsync("ada", "one", "k1");
        var run = (await ClaimAsync())!;
        await Store.Queue.EndAsync(run, "passed", 4, 4, "{\"r\":1}", default, record: "{\"signed\":1}");
        var attempt = await Store.Sittings.AttemptAsync("midterm", run.Attempt.Id, default);

        Assert.Multiple(async () =>
        {
            Assert.That(run.Attempt.Session, Is.EqualTo("midterm"));
            Assert.That(run.Attempt.Seed, Is.EqualTo((await Store.Sessions.FindAsync("midterm", default))!.Labs[0].Seed));
            Assert.That(attempt, Has.Property("Record").EqualTo("{\"signed\":1}").And.Property("Snippet").EqualTo("one").And.Property("Score").EqualTo(4));
        });
    }

    [Test]
    public async Task Beginning_is_once_and_extension_takes_a_handing_in_back()
    {
        Assert.That(await Store.Sittings.BeginAsync("midterm", "ada", _ => false, default), Is.Null);
        var begun = await Store.Sittings.BeginAsync("midterm", "ada", _ => true, default);
        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await Store.Sittings.BeginAsync("midterm", "ada", _ => true, default), Is.EqualTo(begun));
        Assert.That(await Store.Sittings.HandInAsync("midterm", "ada", "ada", default), Is.True);
        Assert.That(await Store.Sittings.ExtendAsync("midterm", ["ada", "nobody"], TimeSpan.FromMinutes(5), "grace", "fire alarm", default), Is.Zero);
        Assert.That(await Store.Sittings.ExtendAsync("midterm", null, TimeSpan.FromMinutes(5), "grace", "fire alarm", default), Is.EqualTo(2));

        Assert.That(await Store.Sittings.FindAsync("midterm", "ada", default), Has.Property("HandedIn").Null.And.Property("Extension").EqualTo(TimeSpan.FromMinutes(5)));
    }

    [Test]
    public async Task A_pause_ends_once_and_closing_ends_it_too()
    {
        Assert.That(await Store.Sessions.PauseAsync("midterm", "grace", "fire", default), Is.True);
        Assert.That(await Store.Sessions.PauseAsync("midterm", "grace", "fire", default), Is.False);
        Time.Advance(TimeSpan.FromMinutes(3));
        Assert.That(await Store.Sessions.ResumeAsync("midterm", "grace", default), Is.True);
        Assert.That(await Store.Sessions.ResumeAsync("midterm", "grace", default), Is.False);
        Time.Advance(TimeSpan.FromMinutes(3));
        await Store.Sessions.PauseAsync("midterm", "grace", "again", default);
        Assert.That(await Store.Sessions.PublishAsync("midterm", "grace", default), Is.False, "open");
        Assert.That(await Store.Sessions.CloseAsync("midterm", "grace", default), Is.True);
        Assert.That(await Store.Sessions.CloseAsync("midterm", "grace", default), Is.False);
        Assert.That(await Store.Sessions.PublishAsync("midterm", "grace", default), Is.True);

        var session = (await Store.Sessions.FindAsync("midterm", default))!;
        Assert.Multiple(() =>
        {
            Assert.That(session.IsPaused, Is.False);
            Assert.That(session.Pauses[0].Ended - session.Pauses[0].Began, Is.EqualTo(TimeSpan.FromMinutes(3)));
            Assert.That(session.Closed, Is.Not.Null);
        });
        var closed = (await Store.Sessions.LedgerAsync("midterm", null, default)).Single(entry => entry.Kind == "closed");
        Assert.That(closed.Body, Does.Contain($"{session.Labs[0].Seed}"), "The seeds are on record once they are no secret.");
    }

    [Test]
    public async Task The_ledger_shows_every_change_of_it()
    {
        await EnterAsync("ada");
        await SubmitAsync("ada", "one", "k1");
        await Store.StaffWork.SayAsync("midterm", "Ten more minutes", "grace", default);
        var ledger = (await Store.Sessions.LedgerAsync("midterm", null, default)).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(SessionLedger.Verify(ledger), Is.Empty);
            Assert.That(SessionLedger.Verify([.. ledger.Where(entry => entry.Kind != "submitted")]), Is.Not.Empty, "one is missing");
            Assert.That(SessionLedger.Verify([.. ledger.Select(entry => entry.Kind == "message" ? entry with { Body = "{\"by\":\"grace\",\"text\":\"Twenty\"}" } : entry)]), Is.Not.Empty, "other words");
            Assert.That(SessionLedger.Verify([.. ledger.Select(entry => entry.Kind == "submitted" ? entry with { At = entry.At.AddHours(-1) } : entry)]), Is.Not.Empty, "another time");
        });
    }

    [Test]
    public async Task Erasing_a_student_leaves_no_text_and_a_chain_that_holds()
    {
        await EnterAsync("ada");
        await SubmitAsync("ada", "int Secret() => 1;", "k1");
        await PassAsync((await ClaimAsync())!);
        await EnterAsync("alan");
        await SubmitAsync("alan", "two", "k1");

        Assert.That(await Store.Sessions.EraseAsync("midterm", "ada", "grace", default), Is.False, "It is open.");
        await Store.Sessions.CloseAsync("midterm", "grace", default);
        Assert.That(await Store.Sessions.EraseAsync("midterm", "ada", "grace", default), Is.True);
        await Store.Sessions.AddSittingsAsync("midterm", default);
        var ledger = await Store.Sessions.LedgerAsync("midterm", null, default);
        Assert.Multiple(async () =>
        {
            Assert.That(SessionLedger.Verify(ledger), Is.Empty);
            Assert.That(ledger.Where(entry => entry.Body?.Contains("\"ada\"", StringComparison.Ordinal) is true || entry.Member == "ada"), Is.Empty);
            Assert.That((await Store.Sittings.AttemptsAsync("midterm", null, default)).Select(attempt => attempt.Member), Is.EqualTo(new[] { "alan" }));
            Assert.That(await Store.Sessions.EraseAsync("midterm", "ada", "grace", default), Is.False);
        });
    }

    [Test]
    public async Task Who_leaves_the_roster_cannot_come_in_and_their_work_stays()
    {
        await EnterAsync("ada");
        await SubmitAsync("ada", "one", "k1");
        var link = (await Store.Cohorts.PassesAsync("autumn", default)).Single(pass => pass.Id == "ada").Token;
        await Store.Students.BringAsync("autumn", [Student("alan"), Student("kay")], default);
        await Store.Sessions.AddSittingsAsync("midterm", default);

        Assert.Multiple(async () =>
        {
            Assert.That(await Store.Cohorts.JoinAsync(link, default), Is.Null);
            Assert.That((await Store.Students.AllAsync("autumn", default))!.Select(one => one.Id), Is.EqualTo(new[] { "alan", "kay" }));
            Assert.That((await Store.Sittings.AllAsync("midterm", default)).Select(one => (one.Member, one.IsRemoved)), Is.EqualTo(new[] { ("ada", true), ("alan", false), ("kay", false) }));
            Assert.That(await Store.Sittings.SubmitAsync(new Submission("midterm", "ada", Lab, "two", "k2", "device-ada"), Take, default), Is.InstanceOf<SubmissionAnswer.NotInSession>());
            Assert.That(await Store.Sittings.AttemptsAsync("midterm", "ada", default), Has.Count.EqualTo(1));
        });
    }

    [Test]
    public async Task A_regrade_runs_beside_the_grades_and_counts_once_published()
    {
        await EnterAsync("ada");
        var receipt = await SubmitAsync("ada", "one", "k1");
        await Store.Queue.EndAsync((await ClaimAsync())!, "failed", 1, 4, "{}", default);
        var regrade = (await Store.Regrades.BeginAsync("midterm", First with { Digest = "d2", Version = 2 }, "a check was wrong", "grace", default))!;
        Assert.That(await Store.Regrades.BeginAsync("midterm", First with { Digest = "d3", Version = 3 }, "again", "grace", default), Is.Null, "one waits for a decision");
        Assert.That(await Store.Regrades.PublishAsync("midterm", regrade.Id, "grace", default), Is.False, "a run waits");
        var run = (await ClaimAsync())!;
        await Store.Queue.EndAsync(run, "passed", 4, 4, "{}", default);
        Assert.That((await Store.Sessions.FindAsync("midterm", default))!.Labs[0].Digest, Is.EqualTo("d1"));
        Assert.That(await Store.Regrades.PublishAsync("midterm", regrade.Id, "grace", default), Is.True);

        var attempts = await Store.Sittings.AttemptsAsync("midterm", "ada", default);
        Assert.Multiple(async () =>
        {
            Assert.That(run.Attempt.LabDigest, Is.EqualTo("d2"));
            Assert.That(attempts.Select(attempt => (attempt.Verdict, attempt.RegradeOf)), Is.EqualTo(new (string?, string?)[] { ("failed", null), ("passed", receipt.Attempt) }));
            Assert.That((await Store.Sessions.FindAsync("midterm", default))!.Labs[0].Digest, Is.EqualTo("d2"));
        });
    }

    [Test]
    public async Task An_override_stands_with_its_reason_until_it_is_withdrawn()
    {
        StoredOverride grade = new("ada", Lab, 1.25m, "the network was down", "grace", default);
        Assert.That(await Store.StaffWork.OverrideAsync("midterm", grade with { Member = "nobody" }, default), Is.False);
        Assert.That(await Store.StaffWork.OverrideAsync("midterm", grade with { Lab = "no/lab" }, default), Is.False);
        Assert.That(await Store.StaffWork.OverrideAsync("midterm", grade, default), Is.True);

        Assert.That((await Store.StaffWork.OverridesAsync("midterm", default)).Single(), Is.EqualTo(grade with { At = Store.Sittings.Now }));
        Assert.That(await Store.StaffWork.WithdrawOverrideAsync("midterm", "ada", Lab, "grace", "by mistake", default), Is.True);
        Assert.That(await Store.StaffWork.OverridesAsync("midterm", default), Is.Empty);
    }

    [Test]
    public async Task An_account_slows_and_locks_whoever_guesses_its_password()
    {
        await Store.Accounts.AddAsync("grace", "Grace Hopper", StaffRole.Instructor, "hash", default);
        Assert.That(await Store.Accounts.AddAsync("GRACE", "Another", StaffRole.Assistant, "hash", default), Is.False);
        for (var guess = 0; guess < 4; guess++)
            Assert.That(await SignInAsync("wrong"), Is.InstanceOf<AccountAnswer.Wrong>());
        Assert.That(await SignInAsync("hash"), Is.InstanceOf<AccountAnswer.Wait>());
        for (var guess = 4; guess < 10; guess++)
        {
            Time.Advance(TimeSpan.FromHours(1));
            await SignInAsync("wrong");
        }

        Time.Advance(TimeSpan.FromHours(1));
        Assert.That(await SignInAsync("hash"), Is.InstanceOf<AccountAnswer.Locked>());
        await Store.Accounts.UnlockAsync("grace", default);
        Assert.That(await SignInAsync("hash"), Is.InstanceOf<AccountAnswer.SignedIn>());
        await Store.Accounts.EndAsync("grace", default);
        Assert.That(await SignInAsync("hash"), Is.InstanceOf<AccountAnswer.Wrong>());
    }

    [Test]
    public async Task Instructors_see_their_cohorts_and_administrators_all()
    {
        await Store.Accounts.AddAsync("grace", "Grace", StaffRole.Instructor, "hash", default);
        await Store.Accounts.AddAsync("root", "Root", StaffRole.Administrator, "hash", default);
        var (grace, root) = ((await Store.Accounts.FindAsync("grace", default))!, (await Store.Accounts.FindAsync("ROOT", default))!);

        Assert.That(await Store.Accounts.MaySeeAsync(grace, "autumn", default), Is.False);
        Assert.That(await Store.Accounts.AssignAsync("grace", "spring", default), Is.False);
        Assert.That(await Store.Accounts.AssignAsync("grace", "autumn", default), Is.True);
        Assert.That(await Store.Accounts.MaySeeAsync(grace, "autumn", default), Is.True);
        Assert.That(await Store.Accounts.MaySeeAsync(root, "autumn", default), Is.True);
        Assert.That(await Store.Accounts.UnassignAsync("grace", "autumn", default), Is.True);
        Assert.That(await Store.Accounts.MaySeeAsync(grace, "autumn", default), Is.False);
    }

    private static CohortStudent Student(string id) => new(id, id, null, 100, TimeSpan.Zero);

    private static SubmissionRuling Take(SubmissionFacts facts) => new SubmissionRuling.Take(IsLate: false);

    private static SubmissionRuling.Refuse Note(SubmissionFacts facts, out SubmissionFacts seen)
    {
        seen = facts;
        return new SubmissionRuling.Refuse("", "");
    }

    private Task<bool?> EnterAsync(string member) => Store.Sittings.EnterAsync("midterm", member, $"device-{member}", "127.0.0.1", default);

    private async Task<Receipt> SubmitAsync(string member, string text, string key) =>
        ((SubmissionAnswer.Accepted)await Store.Sittings.SubmitAsync(new Submission("midterm", member, Lab, text, key, $"device-{member}"), Take, default)).Receipt;

    private Task<AccountAnswer> SignInAsync(string password) => Store.Accounts.SignInAsync("Grace", hash => hash == password, default);
}
