using System.Globalization;
using BackendLabs.Contract;

namespace BackendLabs.Judge;

/// <summary>
/// The world's time: <c>Clock</c>. Advancing it moves the <see cref="TimeProvider"/> that the snippet is given, its timers,
/// and the expiry of every key in Redis, so that no check waits; a moment of that time which the snippet names to Redis is
/// one of the world's time too. What a snippet asks of the machine itself
/// (<c>DateTime.Now</c>, <c>Task.Delay</c> without the provider, SQLite's <c>datetime('now')</c>) stays as it is.
/// </summary>
public sealed class JudgeClock
{
    private readonly Faults.WorldState _state;
    private readonly Func<TimeSpan, Task<string>> _advance;
    private readonly JudgeTimeline _timeline;
    private readonly TimeProvider _time;
    private readonly Func<DateTimeOffset, Task> _stop;
    private readonly Faults.Idleness _idleness;
    private readonly CancellationToken _ended;

    /// <param name="advance">Moves the clock of every process of the snippet and of every service; says in words what became of it.</param>
    /// <param name="stop">Has the clock of every process of the snippet stand at a moment.</param>
    internal JudgeClock(
        Faults.WorldState state, Func<TimeSpan, Task<string>> advance, Func<DateTimeOffset, Task> stop, Faults.Idleness idleness, JudgeTimeline timeline, TimeProvider time, CancellationToken ended)
    {
        _stop = stop;
        _idleness = idleness;
        _ended = ended;
        _state = state;
        _advance = advance;
        _timeline = timeline;
        _time = time;
    }

    /// <summary>The world's time, as the snippet's <see cref="TimeProvider"/> gives it.</summary>
    public DateTimeOffset UtcNow => _state.ClockStands ?? _time.GetUtcNow() + _state.ClockAhead;

    /// <summary>
    /// Has the world's time stand still: the <see cref="TimeProvider"/> that the snippet is given and its timers move by
    /// <see cref="AdvanceAsync"/> and <see cref="AdvanceUntilAsync"/> alone, however long the machine takes. The keys of Redis
    /// go on ending by themselves, as far as the machine's time goes on. Until the check's end.
    /// </summary>
    public async Task StopAsync()
    {
        if (_state.ClockStands is not null)
            return;
        var at = UtcNow;
        _state.ClockStands = at;
        await _stop(at);
        _timeline.Add(new TimelineEvent(_timeline.Now, 0, "judge", "clock", "stands still"));
    }

    /// <summary>Moves the world's time on.</summary>
    /// <param name="by">More than zero.</param>
    public async Task AdvanceAsync(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(by, TimeSpan.Zero);
        _state.ClockAhead += by;
        _state.ClockStands += by;
        var became = await _advance(by);
        _timeline.Add(new TimelineEvent(_timeline.Now, 0, "judge", "clock", $"moved on by {Words(by)}{(became.Length == 0 ? "" : ", " + became)}"));
    }

    /// <summary>
    /// Moves the world's time on from one timer of the snippet's to the next, each time when its code does nothing but wait,
    /// until a call has ended: a retry with pauses of minutes takes milliseconds.
    /// </summary>
    /// <param name="call">What should end, of <c>Snippet.CallAsync</c>. Its exception is thrown by awaiting it, not here.</param>
    /// <param name="most">How far the time may move; a day where it is null. A call that has not ended then fails the check in words.</param>
    /// <returns>How far it has moved.</returns>
    public async Task<TimeSpan> AdvanceUntilAsync(Task call, TimeSpan? most = null)
    {
        if (most is { } given)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(given, TimeSpan.Zero, nameof(most));
        var limit = most ?? TimeSpan.FromDays(1);
        var moved = TimeSpan.Zero;
        while (await _idleness.UntilAsync(call, _ended) is { } work)
        {
            if (work.NextTimer is not { } ticks)
                continue;
            // One that is due already is on its way to its code.
            var by = TimeSpan.FromTicks(Math.Max(1, ticks));
            if (moved + by > limit)
                Expectation.Hold(condition: false, $"Your code waits for more than {Words(limit)}: after {Words(moved)} its next timer is {Words(by)} away.");
            await AdvanceAsync(by);
            moved += by;
        }

        return moved;
    }

    private static string Words(TimeSpan span) => span switch
    {
        { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.##} h"),
        { TotalMinutes: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0.##} min"),
        { TotalSeconds: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.##} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMilliseconds:0.##} ms"),
    };
}
