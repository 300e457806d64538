using BackendLabs.Contract;

namespace BackendLabs.Judge;

/// <summary>
/// What a check has done to a service, until it is lifted: <c>await using var down = Cache.Stop();</c>. It is a line of
/// the timeline, and a check that passed although the fault never landed fails all the same: it proved nothing.
/// </summary>
public sealed class Fault : IAsyncDisposable
{
    private readonly JudgeTimeline _timeline;
    private readonly Func<Task> _lift;
    private readonly long _began;
    private int _landed;
    private int _lifted;
    private int _refused;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="name">What the student reads: <c>Redis stopped</c>.</param>
    /// <param name="unreached">What has to happen for it to land, as a sentence that says it did not: <c>your code sent Redis no command</c>.</param>
    internal Fault(string service, string name, string unreached, JudgeTimeline timeline, Func<Task> lift)
    {
        Service = service;
        Name = name;
        Unreached = unreached;
        _timeline = timeline;
        _lift = lift;
        _began = timeline.Now;
        timeline.Add(new TimelineEvent(_began, 0, "judge", "fault", name));
    }

    /// <summary>How often the snippet has met it so far.</summary>
    public int Landed => Volatile.Read(ref _landed);

    /// <summary>How many statements the student's process has told of that were refused because of it: of a locked database.</summary>
    public int Refused => Volatile.Read(ref _refused);

    public bool IsLifted => Volatile.Read(ref _lifted) != 0;

    internal string Service { get; }

    /// <summary>Whether it is met as well by an operation that only the snippet's process tells of: it never reached the gate.</summary>
    internal bool LandsWhenTold { get; init; }

    /// <summary>Whether it is met by every call that is under way while it lasts: from outside nobody sees more of it.</summary>
    internal bool LandsWithCalls { get; init; }

    internal string Name { get; }

    internal string Unreached { get; }

    /// <summary>For the student, where nobody met it.</summary>
    internal string NeverLanded => $"The fault never landed ({Name}): {Unreached}.";

    /// <summary>Ends the fault: the service is as it was. Doing so twice changes nothing.</summary>
    public async Task LiftAsync()
    {
        if (Interlocked.Exchange(ref _lifted, 1) != 0)
            return;
        await _lift();
        _timeline.Add(new TimelineEvent(_timeline.Now, 0, "judge", "lifted", Name));
    }

    public async ValueTask DisposeAsync() => await LiftAsync();

    /// <summary>Waits until so many statements have been refused because of it. The client library tries a locked database again some seven times a second.</summary>
    /// <returns>False where the call ended first.</returns>
    public async Task<bool> RefusedAsync(int times, Task during)
    {
        while (true)
        {
            var changed = Volatile.Read(ref _changed).Task;
            if (Refused >= times)
                return true;
            if (await Task.WhenAny(changed, during) == during)
                return Refused >= times;
        }
    }

    internal void Refuse()
    {
        Interlocked.Increment(ref _refused);
        Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    internal void Land() => Interlocked.Increment(ref _landed);
}
