using BackendLabs.Labs;
using Dapper;

namespace BackendLabs.Store.Tests;

[TestFixture("sqlite")]
[TestFixture("postgres")]
internal sealed class CohortTests(string kind) : StoreFixture(kind)
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly Cohort Class = new("autumn", "Autumn",
    [
        new("grace", "Grace Hopper", CohortRole.Staff),
        new("Ada", "Ada Lovelace", CohortRole.Student),
        new("0042", "Alan Turing", CohortRole.Student),
    ]);

    [SetUp]
    public Task Bring() => Store.Cohorts.BringAsync(Class, None);

    [Test]
    public async Task The_file_adds_and_renames_and_takes_nobody_away()
    {
        var changes = await Store.Cohorts.BringAsync(
            new Cohort("autumn", "Autumn 2026", [new("ada", "Ada King", CohortRole.Student), new("0042", "Alan Turing", CohortRole.Staff), new("edsger", "Edsger Dijkstra", CohortRole.Student)]), None);

        Assert.That(changes.Added.Select(person => person.Id), Is.EqualTo(new[] { "edsger" }));
        Assert.That(changes.Changed.Select(person => person.Id), Is.EqualTo(new[] { "ada", "0042" }));
        Assert.That(changes.Left.Select(person => person.Id), Is.EqualTo(new[] { "grace" }));
        Assert.That(
            (await Store.Cohorts.MembersAsync("autumn", None)).Select(member => (member.Id, member.Name, member.Role)),
            Is.EqualTo(new[] { ("ada", "Ada King", CohortRole.Student), ("0042", "Alan Turing", CohortRole.Staff), ("edsger", "Edsger Dijkstra", CohortRole.Student), ("grace", "Grace Hopper", CohortRole.Staff) }));
    }

    [Test]
    public async Task Nodes_that_start_at_once_bring_a_class_once()
    {
        await using var other = await OpenAgainAsync();
        var spring = Class with { Id = "spring" };
        var changes = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => Task.Run(() => (number % 2 == 0 ? Store : other).Cohorts.BringAsync(spring, None))));

        Assert.That(changes.Sum(change => change.Added.Count), Is.EqualTo(3));
        Assert.That(await Store.Cohorts.MembersAsync("spring", None), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Links_and_codes_are_the_same_each_time_and_nowhere_in_the_store()
    {
        var passes = await Store.Cohorts.PassesAsync("autumn", None);
        await Store.Cohorts.BringAsync(Class, None);
        await using var other = await OpenAgainAsync();

        Assert.That(await other.Cohorts.PassesAsync("autumn", None), Is.EqualTo(passes));
        Assert.That(passes.Select(pass => pass.Token), Is.Unique.And.All.Match("^[A-Za-z0-9_-]{27}$"));
        Assert.That(passes.Select(pass => pass.Code), Is.Unique.And.All.Match("^[0-9A-Z]{4}-[0-9A-Z]{4}$"));
        var kept = await Store.ReadAsync(connection => connection.QueryAsync("select * from member"), None);
        var rows = string.Join('\n', kept.SelectMany(row => (IDictionary<string, object?>)row).Select(column => column.Value));
        foreach (var pass in passes)
            Assert.That(rows, Does.Not.Contain(pass.Token).And.Not.Contain(pass.Code.Replace("-", "", StringComparison.Ordinal)));
    }

    [Test]
    public async Task A_link_lets_in_whose_it_is()
    {
        Assert.That((await Store.Cohorts.JoinAsync((await PassOfAsync("ada")).Token, None))!.Name, Is.EqualTo("Ada Lovelace"));
        Assert.That(await Store.Cohorts.JoinAsync("nobodys", None), Is.Null);
        Assert.That((await Store.Cohorts.FindAsync("autumn", "ADA", None))!.Joined, Is.EqualTo(Time.GetUtcNow()));
        Assert.That((await Store.Cohorts.FindAsync("autumn", "0042", None))!.Joined, Is.Null);
    }

    [Test]
    public async Task A_new_link_ends_the_old_one_and_its_code()
    {
        var old = await PassOfAsync("ada");
        var before = (await Store.Cohorts.FindAsync("autumn", "ada", None))!;
        var fresh = (await Store.Cohorts.RenewAsync("autumn", "ada", None))!;

        Assert.That(await Store.Cohorts.JoinAsync(old.Token, None), Is.Null);
        Assert.That(await Store.Cohorts.JoinAsync("autumn", "ada", old.Code, None), Is.TypeOf<JoinAnswer.Wrong>());
        Assert.That((await Store.Cohorts.JoinAsync(fresh.Token, None))!.Pass, Is.Not.EqualTo(before.Pass));
        Assert.That(await PassOfAsync("ada"), Is.EqualTo(fresh));
        Assert.That(await Store.Cohorts.RenewAsync("autumn", "nobody", None), Is.Null);
    }

    [Test]
    public async Task Standings_tell_what_the_class_has_done_and_leave_out_what_was_our_fault()
    {
        var ada = (await Store.Cohorts.FindAsync("autumn", "ada", None))!;
        await AcceptAsync("a-visitor");
        await PassAsync((await ClaimAsync())!);
        var first = Time.GetUtcNow();
        foreach (var (verdict, score) in new[] { ("failed", 1), ("infrastructure_error", 0), ("passed", 2) })
        {
            await AcceptAsync(new NewAttempt(ada.Person, "a/b", "d", "x", 1));
            await Store.Queue.EndAsync((await ClaimAsync())!, verdict, score, 2, "{}", None);
            Time.Advance(TimeSpan.FromMinutes(5));
        }

        var standings = await Store.Cohorts.StandingsAsync("autumn", None);

        Assert.That(standings, Is.EqualTo(new[] { new MemberStanding(ada.Person, "a/b", 2, 2, 2, Passed: true, first, first + TimeSpan.FromMinutes(10)) }));
        Assert.That((await Store.Cohorts.FindAsync("autumn", "ada", None))!.Seen, Is.EqualTo(first + TimeSpan.FromMinutes(10)));
    }

    [Test]
    public async Task An_erased_member_takes_place_and_wrong_tries_along()
    {
        var ada = (await Store.Cohorts.FindAsync("autumn", "ada", None))!;
        await Store.Cohorts.JoinAsync("autumn", "ada", "wrong", None);
        await Store.Hints.ShowAsync(ada.Person, "a/b", 1, None);

        await Store.People.EraseAsync(ada.Person, None);

        Assert.That(await Store.Cohorts.OfPersonAsync(ada.Person, None), Is.Null);
        foreach (var table in new[] { "join_try", "hint" })
            Assert.That(await Store.ListAsync<long>($"select count(*) from {table}", new { }, None), Is.EqualTo(new[] { 0L }), table);
        Assert.That(await Store.Cohorts.MembersAsync("autumn", None), Has.Count.EqualTo(2));
    }

    private async Task<CohortPass> PassOfAsync(string id) =>
        (await Store.Cohorts.PassesAsync("autumn", None)).Single(pass => string.Equals(pass.Id, id, StringComparison.OrdinalIgnoreCase));
}
