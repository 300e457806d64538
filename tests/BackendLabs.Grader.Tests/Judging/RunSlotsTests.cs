using BackendLabs.Grader.Judging;

namespace BackendLabs.Grader.Tests.Judging;

internal sealed class RunSlotsTests
{
    private readonly RunSlots _slots = new();

    [Test]
    public async Task Runs_go_on_beside_one_another()
    {
        using var one = await EnterAsync();
        using var two = await EnterAsync();
    }

    [Test]
    public async Task Whoever_wants_to_be_alone_waits_for_all_others_and_keeps_new_ones_waiting()
    {
        var (one, two) = (await EnterAsync(), await EnterAsync());
        var began = new TaskCompletionSource();
        var end = new TaskCompletionSource();

        var alone = one.AloneAsync(() => Work(began, end), CancellationToken.None);
        Assert.That(began.Task.IsCompleted, Is.False, "The other one is still there.");
        var late = EnterAsync();
        Assert.That(late.IsCompleted, Is.False, "Who came later would keep it waiting for ever.");

        two.Dispose();
        await began.Task.WaitAsync(Patience);
        Assert.That(late.IsCompleted, Is.False);
        end.SetResult();
        await alone;
        using var third = await late.WaitAsync(Patience);
        one.Dispose();
    }

    [Test]
    public async Task Two_that_want_to_be_alone_are_so_one_after_the_other()
    {
        var (one, two) = (await EnterAsync(), await EnterAsync());
        var inside = 0;
        var most = 0;

        async Task<int> Count()
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await Task.Yield();
            return Interlocked.Decrement(ref inside);
        }

        async Task RunAsync(RunSlot slot)
        {
            await slot.AloneAsync(Count, CancellationToken.None);
            slot.Dispose();
        }

        await Task.WhenAll(RunAsync(one), RunAsync(two)).WaitAsync(Patience);
        Assert.That(most, Is.EqualTo(1));
    }

    [Test]
    public async Task Giving_up_leaves_nobody_waiting()
    {
        var (one, two) = (await EnterAsync(), await EnterAsync());
        using var giveUp = new CancellationTokenSource();
        var alone = one.AloneAsync(() => Task.FromResult(0), giveUp.Token);
        var late = EnterAsync();

        await giveUp.CancelAsync();
        Assert.That(async () => await alone, Throws.InstanceOf<OperationCanceledException>());
        one.Dispose();
        (await late.WaitAsync(Patience)).Dispose();
        two.Dispose();
        using var again = await EnterAsync();
        Assert.That(await again.AloneAsync(() => Task.FromResult(7), CancellationToken.None).WaitAsync(Patience), Is.EqualTo(7), "Nobody is counted who has left.");
    }

    [Test]
    public async Task What_fails_alone_gives_its_place_back()
    {
        var one = await EnterAsync();
        Assert.That(() => one.AloneAsync(() => Task.FromException<int>(new InvalidOperationException()), CancellationToken.None), Throws.InvalidOperationException);
        using (await EnterAsync())
            one.Dispose();
        using var two = await EnterAsync();
        Assert.That(await two.AloneAsync(() => Task.FromResult(7), CancellationToken.None).WaitAsync(Patience), Is.EqualTo(7));
    }

    [Test]
    public async Task A_run_takes_the_places_that_nobody_wants_and_gives_all_of_them_back()
    {
        var slots = new RunSlots(most: 3);
        var one = await slots.EnterAsync(atOnce: 2, told: null, CancellationToken.None);
        var two = await slots.EnterAsync(atOnce: 2, told: null, CancellationToken.None);
        Assert.That((one.Places, two.Places), Is.EqualTo((2, 1)));
        var third = slots.EnterAsync(atOnce: 2, told: null, CancellationToken.None);
        Assert.That(slots.Count, Is.EqualTo((2, 1)), "Runs are told, not places.");

        one.Dispose();
        Assert.That((await third.WaitAsync(Patience)).Places, Is.EqualTo(2));
        (await third).Dispose();
        Assert.That(await two.AloneAsync(() => Task.FromResult(two.Places), CancellationToken.None).WaitAsync(Patience), Is.EqualTo(1));
        two.Dispose();
        Assert.That(slots.Count, Is.EqualTo((0, 0)));
    }

    private static TimeSpan Patience => TimeSpan.FromSeconds(30);

    private Task<RunSlot> EnterAsync() => _slots.EnterAsync(atOnce: 1, told: null, CancellationToken.None);

    private static async Task<int> Work(TaskCompletionSource began, TaskCompletionSource end)
    {
        began.SetResult();
        await end.Task;
        return 0;
    }
}
