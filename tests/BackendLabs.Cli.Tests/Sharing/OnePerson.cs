using BackendLabs.Cli.Progress;
using BackendLabs.Cli.Sharing;
using BackendLabs.Store;
using Microsoft.Data.Sqlite;
using Attempt = BackendLabs.Cli.Progress.Attempt;

namespace BackendLabs.Cli.Tests.Sharing;

/// <summary>The terminal's commands beside a browser that uses the store: one person, whichever of both comes first.</summary>
internal sealed class OnePerson
{
    private const string Lab = TestCommandContext.Lab;
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private TestCommandContext _desk = null!;

    private string StoreFile => Path.Combine(_desk.Home, ".local/share/backendlabs/store.db");

    private string Answer => Path.Combine(_desk.Home, "backendlabs/mine/basket/answer.csx");

    [SetUp]
    public void Open() => _desk = new TestCommandContext();

    [TearDown]
    public void Close()
    {
        SqliteConnection.ClearAllPools();
        _desk.Dispose();
    }

    [Test]
    public async Task A_pass_in_the_browser_counts_in_the_terminal_and_the_other_way_round()
    {
        _desk.WriteLab("mine/other");
        Keep("mine/other", "passed");
        await InBrowserAsync(store => store.Owner.KeepAsync([Judged("b1", "failed"), Judged("b2", "passed")], None));

        Assert.That(_desk.Run("progress"), Is.Zero, _desk.Error);
        Assert.That(_desk.Output, Does.StartWith("2 of 2 labs passed").And.Contain("passed, 2 attempts"));
        await InBrowserAsync(async store => Assert.That((await store.Attempts.StandingsAsync(Owner.Id, None)).Select(one => (one.Lab, one.Attempts, one.Passed)),
            Is.EquivalentTo(new[] { (Lab, 2, true), ("mine/other", 1, true) })));

        _desk.Run("progress");
        _desk.Run("list");
        await InBrowserAsync(async store => Assert.That((await store.Attempts.StandingsAsync(Owner.Id, None)).Sum(one => one.Attempts), Is.EqualTo(3), "nothing comes twice"));
    }

    [Test]
    public async Task Progress_of_an_earlier_version_is_taken_over_once()
    {
        Keep(Lab, "failed", "asks-every-time");
        Execute("update attempt set unshared = null");
        await InBrowserAsync(_ => Task.CompletedTask);

        _desk.Run("progress");
        _desk.Run("progress");

        await InBrowserAsync(async store =>
        {
            var attempt = (await store.Attempts.OfAsync(Owner.Id, Lab, 10, None)).Single();
            Assert.That(((AttemptEnd.Judged)attempt.End!).Report, Does.Contain("asks-every-time").And.Contain("\"failed\""));
            Assert.That(attempt.Snippet, Does.Contain("earlier version"));
        });
    }

    [Test]
    public async Task A_progress_file_of_the_first_form_is_brought_up_to_date()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(StoreFile)!);
        Execute(
            """
            create table attempt (
                id integer primary key, lab text not null, version integer not null, verdict text not null,
                score integer not null, max integer not null, seed integer not null, snippet text not null,
                not_passed text not null, at text not null);
            create index attempt_lab on attempt (lab, id);
            create table hint (lab text not null, number integer not null, primary key (lab, number)) without rowid;
            create table started (lab text primary key, folder text not null, at text not null);
            create table setting (name text primary key, value text not null);
            insert into attempt (lab, version, verdict, score, max, seed, snippet, not_passed, at) values ('mine/basket', 1, 'passed', 3, 3, 1, '00', '', '2026-03-04T12:00:00.0000000Z');
            insert into hint values ('mine/basket', 1);
            pragma user_version = 1;
            """);
        await InBrowserAsync(_ => Task.CompletedTask);

        Assert.That(_desk.Run("progress"), Is.Zero, _desk.Error);
        Assert.That(_desk.Output, Does.StartWith("1 of 1 lab"));
        await InBrowserAsync(async store =>
        {
            Assert.That((await store.Attempts.StandingsAsync(Owner.Id, None)).Single().Passed, Is.True);
            Assert.That(await store.Owner.HintsAsync(None), Is.EqualTo(new[] { new ShownHint(Lab, 1) }));
        });
    }

    [Test]
    public async Task Hints_shown_in_the_browser_are_not_new_in_the_terminal()
    {
        await InBrowserAsync(store => store.Owner.ShowAsync([new ShownHint(Lab, 0)], None));
        Keep(Lab, "failed", "asks-every-time");

        _desk.Run("hint", "basket");
        Assert.That(_desk.Output, Does.Contain("· Which part").And.Contain("→ Where does the second answer"));
        _desk.Run("progress");
        await InBrowserAsync(async store => Assert.That(await store.Owner.HintsAsync(None), Has.Count.EqualTo(2)));
    }

    [Test]
    public async Task A_lab_begun_in_the_browser_goes_on_in_the_terminal_and_back()
    {
        await InBrowserAsync(store => store.Owner.SaveDraftAsync(Lab, "from the browser", 0, None));

        Assert.That(_desk.Run("start", "basket"), Is.Zero, _desk.Error);
        Assert.That(File.ReadAllText(Answer), Is.EqualTo("from the browser"));
        Assert.That(_desk.Error, Does.Contain("what you wrote in the browser"));

        File.WriteAllText(Answer, "from the terminal");
        _desk.Run("start", "basket");
        await InBrowserAsync(async store =>
        {
            var draft = (await store.Drafts.FindAsync(Owner.Id, Lab, None))!;
            Assert.That(draft.Text, Is.EqualTo("from the terminal"));
            await store.Owner.SaveDraftAsync(Lab, "from the browser again", draft.Revision, None);
        });

        _desk.Run("start", "basket");
        Assert.That(File.ReadAllText(Answer), Is.EqualTo("from the browser again"));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(Answer)!, "*.csx"), Has.Length.EqualTo(1), "nobody wrote at both ends");
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Of_texts_written_at_both_ends_the_newer_goes_on_and_no_text_is_lost(bool fileIsNewer)
    {
        _desk.Run("start", "basket");
        File.WriteAllText(Answer, "in the terminal");
        await InBrowserAsync(store => store.Owner.SaveDraftAsync(Lab, "in the browser", 0, None));
        File.SetLastWriteTimeUtc(Answer, TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(fileIsNewer ? 10 : -10));

        Assert.That(_desk.Run("start", "basket"), Is.Zero, _desk.Error);

        var texts = Directory.GetFiles(Path.GetDirectoryName(Answer)!, "*.csx").ToDictionary(file => Path.GetFileName(file), File.ReadAllText);
        Assert.That(texts.Values, Is.EquivalentTo(new[] { "in the terminal", "in the browser" }));
        Assert.That(texts["answer.csx"], Is.EqualTo(fileIsNewer ? "in the terminal" : "in the browser"));
        Assert.That(_desk.Error, Does.Contain("You wrote in the browser too"));
        await InBrowserAsync(async store => Assert.That((await store.Drafts.FindAsync(Owner.Id, Lab, None))!.Text, Is.EqualTo(texts["answer.csx"])));
    }

    [Test]
    public async Task A_reset_holds_in_the_browser_too()
    {
        await InBrowserAsync(store => store.Owner.SaveDraftAsync(Lab, "from the browser", 0, None));
        _desk.Run("start", "basket");

        Assert.That(_desk.Run("reset", "basket"), Is.Zero, _desk.Error);
        Assert.That(File.ReadAllText(Answer), Does.Contain("return 0;"));
        await InBrowserAsync(async store => Assert.That((await store.Drafts.FindAsync(Owner.Id, Lab, None))!.Text, Is.EqualTo(File.ReadAllText(Answer))));
        _desk.Run("start", "basket");
        Assert.That(File.ReadAllText(Answer), Does.Contain("return 0;"));
    }

    [Test]
    public async Task A_store_that_is_locked_keeps_no_command_from_its_work()
    {
        Keep(Lab, "passed");
        await InBrowserAsync(_ => Task.CompletedTask);
        SqliteConnection.ClearAllPools();
        await using (var holder = new SqliteConnection($"Data Source={StoreFile};Pooling=False"))
        {
            await holder.OpenAsync(None);
            await using var begin = holder.CreateCommand();
            begin.CommandText = "begin exclusive";
            await begin.ExecuteNonQueryAsync(None);

            Assert.That(_desk.Run("progress"), Is.Zero, _desk.Error);
            Assert.That(_desk.Output, Does.StartWith("1 of 1 lab"));
            Assert.That(_desk.Error, Does.Contain("cannot be reached now").And.Contain("shared later"));
        }

        Assert.That(_desk.Run("progress"), Is.Zero, _desk.Error);
        await InBrowserAsync(async store => Assert.That(await store.Attempts.StandingsAsync(Owner.Id, None), Has.Count.EqualTo(1)));
    }

    [Test]
    public void A_store_that_is_none_keeps_no_command_from_its_work()
    {
        Keep(Lab, "passed");
        File.WriteAllText(StoreFile, new string('#', 5000));

        Assert.That(_desk.Run("progress"), Is.Zero);
        Assert.That(_desk.Output, Does.StartWith("1 of 1 lab"));
        Assert.That(_desk.Error, Does.Contain("cannot be reached now").And.Not.Contain("   at "));
        Assert.That(File.ReadAllText(StoreFile), Does.StartWith("###"));
    }

    [Test]
    public void Without_a_browser_there_is_no_store()
    {
        Keep(Lab, "passed");

        Assert.That(_desk.Run("progress"), Is.Zero, _desk.Error);
        Assert.That((StoreFile, _desk.Error), Is.EqualTo((StoreFile, "")));
        Assert.That(StoreFile, Does.Not.Exist);
    }

    [Test]
    public void A_store_on_a_server_has_no_owner()
    {
        _desk["BACKENDLABS_STORE"] = "Host=127.0.0.1;Port=1;Database=labs";
        Keep(Lab, "passed");

        Assert.That(_desk.Run("progress"), Is.Zero);
        Assert.That(_desk.Error, Is.Empty);
    }

    [TestCase(null, null, null, "Nothing")]
    [TestCase("starter", null, null, "Nothing")]
    [TestCase("mine", null, null, "Give")]
    [TestCase(null, "theirs", null, "Take")]
    [TestCase("same", "same", null, "Meet")]
    [TestCase("starter", "theirs", null, "Take")]
    [TestCase("mine", "starter", null, "Give")]
    [TestCase("mine", "theirs", null, "Both")]
    [TestCase("mine", "met", "met", "Give")]
    [TestCase("starter", "met", "met", "Give")]
    [TestCase("met", "theirs", "met", "Take")]
    [TestCase("mine", "theirs", "met", "Both")]
    public void Who_changed_it_goes_on(string? file, string? draft, string? met, string expected)
    {
        var shared = met is null ? null : new SharedDraft(draft == met ? 3 : 2, Cli.Checking.Check.Digest(met));

        Assert.That($"{DraftExchange.Decide(file, draft is null ? null : new Draft(draft, 3, Noon), shared, "starter")}", Is.EqualTo(expected));
    }

    // As the pages do it, and gone again.
    private async Task InBrowserAsync(Func<LabStore, Task> act)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(StoreFile)!);
        await using var store = await LabStore.OpenAsync(StoreFile, TimeProvider.System, None);
        await act(store);
    }

    private void Keep(string lab, string verdict, params string[] notPassed)
    {
        using var context = _desk.CommandContext();
        Assert.That(context.Progress.Tell(store => store.Add(new Attempt(lab, 1, verdict, 0, 3, 42, "00", notPassed, Noon)
        {
            Unshared = new SharedAttempt("int x;", "d1", """{"version":1,"checks":[]}""").Write(),
        })), Is.True);
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Path.GetDirectoryName(StoreFile)!, "progress.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static JudgedAttempt Judged(string id, string verdict) =>
        new(id, Lab, "d1", "int x;", 7, Noon, verdict, verdict == "passed" ? 3 : 0, 3, """{"version":1,"checks":[{"id":"asks-every-time","status":"passed"}]}""");
}
