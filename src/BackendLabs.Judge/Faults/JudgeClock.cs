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

    /// <param name="advance">Moves the clock of every process of the snippet and of every service; says in words what became of it.</param>
    internal JudgeClock(Faults.WorldState state, Func<TimeSpan, Task<string>> advance, JudgeTimeline timeline, TimeProvider time)
    {
        _state = state;
        _advance = advance;
        _timeline = timeline;
        _time = time;
    }

    /// <summary>The world's time, as the snippet's <see cref="TimeProvider"/> gives it.</summary>
    public DateTimeOffset UtcNow => _time.GetUtcNow() + _state.ClockAhead;

    /// <summary>Moves the world's time on.</summary>
    /// <param name="by">More than zero.</param>
    public async Task AdvanceAsync(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(by, TimeSpan.Zero);
        _state.ClockAhead += by;
        var became = await _advance(by);
        _timeline.Add(new TimelineEvent(_timeline.Now, 0, "judge", "clock", $"moved on by {Words(by)}{(became.Length == 0 ? "" : ", " + became)}"));
    }

    private static string Words(TimeSpan span) => span switch
    {
        { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.##} h"),
        { TotalMinutes: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0.##} min"),
        { TotalSeconds: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.##} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMilliseconds:0.##} ms"),
    };
}
