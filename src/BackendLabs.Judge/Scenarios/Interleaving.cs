using System.Globalization;
using BackendLabs.Contract;
using BackendLabs.Judge.Services.Redis;
using BackendLabs.Judge.Snippets;

namespace BackendLabs.Judge.Scenarios;

/// <summary>Runs several clients at once, in every order of their operations, each time in a world as it was at the beginning.</summary>
/// <param name="reset">Makes the world as it was at the check's beginning, with its processes started anew.</param>
internal sealed class Interleaving(
    RedisObstacles obstacles, JudgeTimeline timeline, SnippetCalls snippet, Func<Task> reset, TimeProvider time, CancellationToken ended)
{
    /// <summary>More orders than this are not tried: three operations of each of two clients have twenty.</summary>
    public const int MostOrders = 24;

    /// <summary>Which of the check's interleavings this is, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The order that is followed alone, in place of trying them all; null without one.</summary>
    public required BreakingSchedule? ToFollow { get; init; }

    /// <summary>Whether orders are being tried: between two of them no call is under way, and still it is the student's time.</summary>
    public bool IsUnderWay { get; private set; }

    /// <exception cref="ExpectationFailedException">It does not hold in one of the orders, or there was nothing to decide.</exception>
    public async Task RunAsync(Func<Task> before, Func<Task> holds, IReadOnlyList<Func<SnippetCalls, Task>> parts)
    {
        var clients = await snippet.ClientsAsync(parts.Count);
        Func<Task>[] own = [.. parts.Select((part, i) => (Func<Task>)(() => part(clients[i])))];
        IsUnderWay = true;
        if (ToFollow is null)
            await SearchAsync(before, holds, own);
        else
            await FollowAsync(ToFollow, before, holds, own);
        IsUnderWay = false;
    }

    private async Task SearchAsync(Func<Task> before, Func<Task> holds, IReadOnlyList<Func<Task>> parts)
    {
        var search = new OrderSearch<RedisPassing>((one, other) => one.Meets(other));
        var count = 0;
        do
        {
            if (count++ > 0)
                await reset();
            await before();
            timeline.Begin($"order {count.ToString(CultureInfo.InvariantCulture)}");
            await TryAsync(search, holds, parts, count);
        }
        while (search.Next() && count < MostOrders);
        Expectation.Hold(search.HadAChoice, "The clients' operations never met: your code came to Redis from one client at a time, so there was no order to decide.");
    }

    private async Task FollowAsync(BreakingSchedule schedule, Func<Task> before, Func<Task> holds, IReadOnlyList<Func<Task>> parts)
    {
        await before();
        timeline.Begin("the recorded order");
        try
        {
            await TryAsync(new RecordedOrder(schedule.Steps), holds, parts, count: 1);
        }
        catch (OrderLostException lost)
        {
            throw new ExpectationFailedException($"The recorded order can no longer be followed. {lost.Message}", expected: null, actual: null) { Strayed = lost.Message };
        }
    }

    private async Task TryAsync(IOrder<RedisPassing> order, Func<Task> holds, IReadOnlyList<Func<Task>> parts, int count)
    {
        var gate = new ScheduledRedis();
        obstacles.Add(gate);
        ScheduledRun run;
        try
        {
            Task[] running = [.. parts.Select(OwnThread.Run)];
            run = new ScheduledRun(gate, order, running, time);
            await run.PlayAsync(ended);
            await Told(() => Task.WhenAll(running), run, count);
        }
        finally
        {
            obstacles.Remove(gate);
        }

        await Told(holds, run, count);
    }

    // What fails is told with the order in which it did.
    private async Task Told(Func<Task> work, ScheduledRun run, int count)
    {
        try
        {
            await work();
        }
        catch (ExpectationFailedException failed)
        {
            throw new ExpectationFailedException(failed.Message, failed.Expected, failed.Actual) { Rule = failed.Rule, Schedule = new BreakingSchedule(Number, run.Steps), Order = count };
        }
        catch (SnippetThrewException threw)
        {
            throw new ExpectationFailedException($"Your code threw {threw.Failure.Type}: {threw.Failure.Message}", "no exception", threw.Failure.Type) { Schedule = new BreakingSchedule(Number, run.Steps), Order = count };
        }
    }
}
