using System.Globalization;
using BackendLabs.Contract;
using BackendLabs.Judge.Redis;

namespace BackendLabs.Judge;

/// <summary>
/// The world's time: <c>Clock</c>. Advancing it moves the <see cref="TimeProvider"/> that the snippet is given, its timers,
/// and the expiry of every key in Redis, so that no check waits. What a snippet asks of the machine itself
/// (<c>DateTime.Now</c>, <c>Task.Delay</c> without the provider, SQLite's <c>datetime('now')</c>) stays as it is.
/// </summary>
public sealed class JudgeClock
{
    // In one step for all keys, so that no client sees one key of another time: those whose time is over are deleted,
    // as the server itself does, the others have less left.
    private const string Age = """
        local gone = 0
        local by = tonumber(ARGV[1])
        redis.call('SELECT', ARGV[2])
        for _, key in ipairs(redis.call('KEYS', '*')) do
            local left = redis.call('PTTL', key)
            if left >= 0 and left <= by then
                redis.call('DEL', key)
                gone = gone + 1
            elseif left > 0 then
                redis.call('PEXPIRE', key, left - by)
            end
        end
        redis.call('SELECT', 0)
        return gone
        """;

    private readonly Faults.WorldState _state;
    private readonly RedisLink? _redis;
    private readonly Func<TimeSpan, Task> _tell;
    private readonly JudgeTimeline _timeline;
    private readonly TimeProvider _time;
    private readonly CancellationToken _ended;

    /// <param name="redis">Null where the world has none.</param>
    /// <param name="tell">Moves the clock of every process of the snippet.</param>
    internal JudgeClock(Faults.WorldState state, RedisLink? redis, Func<TimeSpan, Task> tell, JudgeTimeline timeline, TimeProvider time, CancellationToken ended)
    {
        _state = state;
        _redis = redis;
        _tell = tell;
        _timeline = timeline;
        _time = time;
        _ended = ended;
    }

    /// <summary>The databases of Redis that a probe has copied the world's into; their time goes on as well.</summary>
    internal Func<IReadOnlyList<int>> Copies { private get; init; } = () => [];

    /// <summary>The world's time, as the snippet's <see cref="TimeProvider"/> gives it.</summary>
    public DateTimeOffset UtcNow => _time.GetUtcNow() + _state.ClockAhead;

    /// <summary>Moves the world's time on.</summary>
    /// <param name="by">More than zero.</param>
    public async Task AdvanceAsync(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(by, TimeSpan.Zero);
        _state.ClockAhead += by;
        await _tell(by);
        var gone = _redis is null ? "" : $", {RedisDetail.Count(await AgeAsync(_redis, 0, by), "key")} of Redis expired";
        foreach (var copy in Copies())
            await AgeAsync(_redis!, copy, by);
        _timeline.Add(new TimelineEvent(_timeline.Now, 0, "judge", "clock", $"moved on by {Words(by)}{gone}"));
    }

    private async Task<long> AgeAsync(RedisLink redis, int database, TimeSpan by) =>
        await redis.SendAsync(_ended, "EVAL", Age, 0, (long)by.TotalMilliseconds, database) switch
        {
            RedisReply.Integer { Number: var gone } => gone,
            RedisReply.Error { Text: var text } => throw new InvalidOperationException($"Clock: the world's Redis answered {text}"),
            _ => throw new InvalidDataException("The Redis server did not answer with a number."),
        };

    private static string Words(TimeSpan span) => span switch
    {
        { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.##} h"),
        { TotalMinutes: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0.##} min"),
        { TotalSeconds: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.##} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMilliseconds:0.##} ms"),
    };
}
