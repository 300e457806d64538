using BackendLabs.CompilerClient.Language;

namespace BackendLabs.Grader.Tests.Language;

internal sealed class FairTurnsTests
{
    [Test]
    public async Task One_editor_is_served_once_at_a_time_and_the_others_meanwhile()
    {
        var turns = new FairTurns(slots: 2);
        var first = (await turns.EnterAsync("ada", CancellationToken.None))!;
        var again = turns.EnterAsync("ada", CancellationToken.None);

        var other = (await turns.EnterAsync("bob", CancellationToken.None))!;

        Assert.That(again.IsCompleted, Is.False);
        Assert.That(other.Slot, Is.Not.EqualTo(first.Slot));
        first.Dispose();
        (await again)!.Dispose();
    }

    [Test]
    public async Task Who_was_served_longest_ago_comes_first()
    {
        var turns = new FairTurns(slots: 1);
        (await turns.EnterAsync("ada", CancellationToken.None))!.Dispose();
        var held = (await turns.EnterAsync("bob", CancellationToken.None))!;
        var order = new List<string>();
        var waiting = new[] { "ada", "ada", "cyd", "dan" }.Select(async who =>
        {
            using var turn = await turns.EnterAsync(who, CancellationToken.None);
            lock (order)
                order.Add(who);
        }).ToArray();

        held.Dispose();
        await Task.WhenAll(waiting);

        Assert.That(order, Is.EqualTo(new[] { "cyd", "dan", "ada", "ada" }));
    }

    [Test]
    public async Task Of_ones_own_questions_the_newest_comes_first()
    {
        var turns = new FairTurns(slots: 1);
        var held = (await turns.EnterAsync("ada", CancellationToken.None))!;
        var older = turns.EnterAsync("bob", CancellationToken.None);
        var newer = turns.EnterAsync("bob", CancellationToken.None);

        held.Dispose();

        var turn = (await newer)!;
        Assert.That(older.IsCompleted, Is.False);
        turn.Dispose();
        (await older)!.Dispose();
    }

    [Test]
    public async Task What_is_no_longer_wanted_leaves_the_queue()
    {
        var turns = new FairTurns(slots: 1);
        using var cancel = new CancellationTokenSource();
        var held = (await turns.EnterAsync("ada", CancellationToken.None))!;
        var given = turns.EnterAsync("bob", cancel.Token);

        await cancel.CancelAsync();

        Assert.That(async () => await given, Throws.InstanceOf<OperationCanceledException>());
        held.Dispose();
        (await turns.EnterAsync("cyd", CancellationToken.None))!.Dispose();
    }

    [Test]
    public async Task A_flood_of_one_editor_is_refused_and_others_are_not()
    {
        var turns = new FairTurns(slots: 1);
        var held = (await turns.EnterAsync("ada", CancellationToken.None))!;
        var waiting = Enumerable.Range(0, FairTurns.WaitingOfOne).Select(_ => turns.EnterAsync("bob", CancellationToken.None)).ToArray();

        Assert.That(await turns.EnterAsync("bob", CancellationToken.None), Is.Null);
        var other = turns.EnterAsync("cyd", CancellationToken.None);

        held.Dispose();
        foreach (var turn in waiting.Append(other))
            _ = ReleaseAsync(turn);
        Assert.That(await Task.WhenAll(waiting.Append(other)), Has.None.Null);
    }

    [Test]
    public async Task The_same_place_is_kept_where_it_is_free()
    {
        var turns = new FairTurns(slots: 3);
        var ada = (await turns.EnterAsync("ada", CancellationToken.None))!;
        var bob = (await turns.EnterAsync("bob", CancellationToken.None))!;
        ada.Dispose();
        bob.Dispose();

        using var again = (await turns.EnterAsync("bob", CancellationToken.None))!;
        Assert.That(again.Slot, Is.EqualTo(bob.Slot));
    }

    private static async Task ReleaseAsync(Task<Turn?> turn) => (await turn)?.Dispose();
}
