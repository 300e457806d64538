namespace BackendLabs.Store.Tests;

[TestFixture("sqlite")]
[TestFixture("postgres")]
internal sealed class KeepingTests(string kind) : StoreFixture(kind)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Test]
    public async Task A_hint_once_shown_stays_shown()
    {
        await Store.People.EnsureAsync("ada", "Ada", None);

        Assert.That(await Store.Hints.ShowAsync("ada", "a/b", 2, None), Is.True);
        Assert.That(await Store.Hints.ShowAsync("ada", "a/b", 2, None), Is.False);
        Assert.That(await Store.Hints.ShowAsync("ada", "a/b", 0, None), Is.True);

        Assert.That(await Store.Hints.ShownAsync("ada", "a/b", None), Is.EquivalentTo(new[] { 0, 2 }));
        Assert.That(await Store.Hints.ShownAsync("ada", "a/c", None), Is.Empty);
    }

    [Test]
    public async Task Nodes_that_ask_for_a_secret_at_once_get_the_same()
    {
        await using var other = await OpenAgainAsync();
        var secrets = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() => (number % 2 == 0 ? Store : other).Secrets.GetOrMakeAsync("one", None))));

        Assert.That(secrets, Has.All.EqualTo(secrets[0]).And.All.Length.EqualTo(32));
        Assert.That(await Store.Secrets.GetOrMakeAsync("two", None), Is.Not.EqualTo(secrets[0]));
    }

    [Test]
    public async Task Every_node_reads_every_nodes_keys_in_their_order()
    {
        await using var other = await OpenAgainAsync();
        Store.KeyRing.Add("first", "<key id=\"1\">ä</key>");
        other.KeyRing.Add("second", "<key id=\"2\"/>");

        Assert.That(other.KeyRing.All(), Is.EqualTo(new[] { "<key id=\"1\">ä</key>", "<key id=\"2\"/>" }));
    }

    [Test]
    public async Task What_led_to_the_end_of_old_attempts_is_cleared_bit_by_bit_and_that_they_ended_stays()
    {
        var old = await AcceptAsync("ada");
        await PassAsync((await ClaimAsync())!);
        var waits = await AcceptAsync("bob");
        Time.Advance(TimeSpan.FromDays(8));
        var recent = await AcceptAsync("ada");
        Assert.That((await ClaimAsync())!.Attempt.Id, Is.EqualTo(waits), "Under way, and not ended.");
        await PassAsync((await ClaimAsync())!);

        Assert.That(await Store.Events.ClearAsync(TimeSpan.FromDays(7), 1, None), Is.EqualTo(1));
        Assert.That(await Store.Events.ClearAsync(TimeSpan.FromDays(7), 100, None), Is.EqualTo(1));
        Assert.That(await Store.Events.ClearAsync(TimeSpan.FromDays(7), 100, None), Is.Zero);

        Assert.That((await Store.Events.AfterAsync(old, 0, None)).Select(one => one.Kind), Is.EqualTo(new[] { "ended" }));
        Assert.That(await Store.Events.AfterAsync(waits, 0, None), Is.Not.Empty);
        Assert.That(await Store.Events.AfterAsync(recent, 0, None), Is.Not.Empty);
    }
}
