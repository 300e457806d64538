using BackendLabs.Store.Sessions;

namespace BackendLabs.Store.Tests;

/// <summary>What a student of a session writes: saved while a rule allows it, from one browser, with what changed.</summary>
[TestFixture("sqlite")]
[TestFixture("postgres")]
internal sealed class SessionDraftTests(string kind) : StoreFixture(kind)
{
    private const string Lab = "start/first-pass";
    private const string Starter = "int Twice(int number) => 0;";

    [SetUp]
    public async Task Make()
    {
        await Store.Students.EnsureAsync("autumn", "Autumn", default);
        await Store.Students.BringAsync("autumn", [new CohortStudent("ada", "Ada", Email: null, TimePercent: 100, TimeSpan.Zero)], default);
        await Store.Sessions.MakeAsync(new NewSession("midterm", "autumn", "Midterm", "{}", [(new PinnedLab("d1", Lab, 1, "First pass", 4, [1]), 1m)]), "grace", default);
        await Store.Sittings.EnterAsync("midterm", "ada", "device-ada", "127.0.0.1", default);
    }

    [Test]
    public async Task Each_save_keeps_what_changed_since_the_one_before()
    {
        Assert.That(await SaveAsync("int Twice(int number) => 2 * number;", 0), Is.EqualTo(new DraftAnswer.Saved(1)));
        Assert.That(await SaveAsync("int Twice(int number) => number + number;", 1, isPasted: true), Is.EqualTo(new DraftAnswer.Saved(2)));

        var text = Starter;
        foreach (var delta in await Store.SessionDrafts.DeltasAsync("midterm/ada", Lab, default))
            text = text[..delta.Place] + delta.Inserted + text[(delta.Place + delta.Removed)..];
        Assert.That(text, Is.EqualTo("int Twice(int number) => number + number;"));
        Assert.That((await Store.SessionDrafts.DeltasAsync("midterm/ada", Lab, default)).Select(delta => delta.IsPasted), Is.EqualTo(new[] { false, true }));
        Assert.That((await Store.SessionDrafts.StampsAsync("midterm", default)).Single(), Is.EqualTo(new DraftStamp("ada", Lab, Time.GetUtcNow())));
    }

    [Test]
    public async Task The_same_text_again_is_saved_already_and_an_older_revision_is_a_conflict()
    {
        await SaveAsync("one", 0);
        Assert.That(await SaveAsync("one", 0), Is.EqualTo(new DraftAnswer.Saved(1)));
        Assert.That(await SaveAsync("two", 0), Is.InstanceOf<DraftAnswer.Conflict>().With.Property("Theirs").Property("Text").EqualTo("one"));
        Assert.That(await Store.SessionDrafts.DeltasAsync("midterm/ada", Lab, default), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Nothing_is_saved_by_another_browser_or_against_the_rule()
    {
        var refusal = new SubmissionRuling.Refuse("Too late.", "");
        Assert.That(await Store.SessionDrafts.SaveAsync(Save("one", 0) with { Device = "another" }, (_, _, _) => null, default), Is.InstanceOf<DraftAnswer.OtherDevice>());
        Assert.That(await Store.SessionDrafts.SaveAsync(Save("one", 0), (_, _, _) => refusal, default), Is.EqualTo(new DraftAnswer.Refused(refusal)));
        Assert.That(await Store.SessionDrafts.SaveAsync(Save("one", 0) with { Lab = "start/other" }, (_, _, _) => null, default), Is.InstanceOf<DraftAnswer.NotInSession>());
        Assert.That(await Store.Drafts.FindAsync("midterm/ada", Lab, default), Is.Null);
    }

    [TestCase("", "a", 0, 0, "a")]
    [TestCase("abc", "abc", 3, 0, "")]
    [TestCase("aa", "aaa", 2, 0, "a")]
    [TestCase("abc", "", 0, 3, "")]
    [TestCase("one two", "one three", 5, 2, "hree")]
    public void A_change_is_the_smallest_that_leads_from_one_text_to_the_other(string before, string after, int place, int removed, string inserted) =>
        Assert.That(DraftDelta.Between(before, after), Is.EqualTo(new DraftDelta(place, removed, inserted)));

    private Task<DraftAnswer> SaveAsync(string text, long basedOn, bool isPasted = false) =>
        Store.SessionDrafts.SaveAsync(Save(text, basedOn) with { IsPasted = isPasted }, (_, _, _) => null, default);

    private static DraftSave Save(string text, long basedOn) => new("midterm", "ada", Lab, text, basedOn, Starter, IsPasted: false, "device-ada");
}
