using BackendLabs.Grader.Judging;

namespace BackendLabs.Grader.Tests.Judging;

internal sealed class MachineTurnsTests
{
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void Make() => _folder = Directory.CreateTempSubdirectory("turns-");

    [TearDown]
    public void Remove() => _folder.Delete(recursive: true);

    [Test]
    public async Task Two_graders_together_have_as_many_turns_as_one()
    {
        var (one, other) = (Of(2), Of(2));
        var (first, second) = (await TakeAsync(one), await TakeAsync(other));
        var third = one.TakeAsync(CancellationToken.None);
        var fourth = other.TakeAsync(CancellationToken.None);
        await Task.WhenAny(third, fourth, Task.Delay(MachineTurns.BetweenLooks * 4));
        Assert.That(third.IsCompleted || fourth.IsCompleted, Is.False);

        first!.Dispose();
        var next = await Task.WhenAny(third, fourth).WaitAsync(Patience);
        Assert.That(await next, Is.Not.Null);
        second!.Dispose();
        foreach (var turn in await Task.WhenAll(third, fourth).WaitAsync(Patience))
            turn!.Dispose();
    }

    [Test]
    public async Task Who_waits_comes_before_who_has_just_had_a_turn()
    {
        var (one, other) = (Of(1), Of(1));
        var held = await TakeAsync(one);
        var waiting = other.TakeAsync(CancellationToken.None);
        while (IsFree("gate"))
            await Task.Delay(1);

        held!.Dispose();
        var again = one.TakeAsync(CancellationToken.None);

        var first = await Task.WhenAny(waiting, again).WaitAsync(Patience);
        Assert.That(first, Is.SameAs(waiting));
        (await waiting)!.Dispose();
        (await again.WaitAsync(Patience))!.Dispose();
    }

    [Test]
    public async Task Who_has_waited_long_goes_without()
    {
        var time = new HurriedTime();
        var held = await TakeAsync(Of(1));
        var waiting = new MachineTurns(_folder.FullName, 1, time).TakeAsync(CancellationToken.None);
        Assert.That(waiting.IsCompleted, Is.False);

        time.Hurry(MachineTurns.Patience);

        Assert.That(await waiting.WaitAsync(Patience), Is.Null);
        held!.Dispose();
    }

    [Test]
    public async Task Giving_up_leaves_the_turns_to_others()
    {
        var turns = Of(1);
        using var giveUp = new CancellationTokenSource();
        var held = await TakeAsync(turns);
        var waiting = turns.TakeAsync(giveUp.Token);

        await giveUp.CancelAsync();

        Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
        held!.Dispose();
        (await TakeAsync(turns))!.Dispose();
    }

    [Test]
    public async Task Where_no_file_can_be_made_everybody_goes_without()
    {
        var file = Path.Combine(_folder.FullName, "no-folder");
        await File.WriteAllTextAsync(file, "");

        Assert.That(await new MachineTurns(file, 1, TimeProvider.System).TakeAsync(CancellationToken.None).WaitAsync(Patience), Is.Null);
    }

    [Test]
    public async Task A_run_that_wants_to_be_alone_gives_its_turn_up_while_it_waits()
    {
        var slots = new RunSlots(machine: Of(1));
        using var one = await slots.EnterAsync(atOnce: 1, told: null, CancellationToken.None);
        var other = slots.EnterAsync(atOnce: 1, told: null, CancellationToken.None);

        var alone = one.AloneAsync(() => Task.FromResult(7), CancellationToken.None);
        (await other.WaitAsync(Patience)).Dispose();

        Assert.That(await alone.WaitAsync(Patience), Is.EqualTo(7));
        Assert.That(IsFree("turn-1"), Is.False, "It goes on with its own.");
        one.Dispose();
        Assert.That(IsFree("turn-1"));
    }

    private static TimeSpan Patience => TimeSpan.FromSeconds(30);

    private MachineTurns Of(int most) => new(_folder.FullName, most, TimeProvider.System);

    private static Task<IDisposable?> TakeAsync(MachineTurns turns) => turns.TakeAsync(CancellationToken.None).WaitAsync(Patience);

    private bool IsFree(string name)
    {
        using var taken = Labs.Files.FileLock.TryTake(Path.Combine(_folder.FullName, name));
        return taken is not null;
    }

    private sealed class HurriedTime : TimeProvider
    {
        private long _ahead;

        public void Hurry(TimeSpan by) => Interlocked.Add(ref _ahead, (long)(by.TotalSeconds * TimestampFrequency));

        public override long GetTimestamp() => base.GetTimestamp() + Interlocked.Read(ref _ahead);
    }
}
