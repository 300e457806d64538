using BackendLabs.Contract;

namespace BackendLabs.Judge;

/// <summary>
/// The first operation of a kind, kept waiting before it reaches the server, so that a check decides what happens in
/// between. One operation only: whoever comes after it passes. A hold that nothing reached fails its check.
/// </summary>
public sealed class Hold : IDisposable
{
    private readonly JudgeTimeline _timeline;
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _taken;

    /// <param name="what">What it waits for: <c>a write of stock:1</c>.</param>
    internal Hold(string what, int? client, JudgeTimeline timeline)
    {
        What = what;
        Client = client;
        _timeline = timeline;
    }

    public bool IsReached => _reached.Task.IsCompleted;

    internal string What { get; }

    internal Task Released => _released.Task;

    /// <summary>The client whose operations it holds, from 1; null for anybody's.</summary>
    internal int? Client { get; }

    internal string Unreached => $"The hold was never reached: your code never came to {What}.";

    /// <summary>Waits until an operation is held.</summary>
    /// <param name="during">The call that should come there; where it ends first, the check fails with words that say so.</param>
    public async Task ReachedAsync(Task during)
    {
        if (await Task.WhenAny(_reached.Task, during) == during && !IsReached)
        {
            // What the call threw says more than that it did not come there.
            await during;
            Expectation.Hold(condition: false, Unreached);
        }
    }

    /// <summary>Lets the operation go on. Doing so twice, or before anything is held, changes nothing more than that nothing will be held.</summary>
    public void Release()
    {
        if (_released.TrySetResult() && IsReached)
            _timeline.Add(new TimelineEvent(_timeline.Now, 0, "judge", "release", What));
    }

    public void Dispose() => Release();

    /// <summary>An operation waits here, kept by somebody else.</summary>
    internal void Reach(string whose)
    {
        if (Interlocked.Exchange(ref _taken, 1) != 0)
            return;
        _timeline.Add(new TimelineEvent(_timeline.Now, 0, "judge", "hold", $"{whose}: {What}"));
        _reached.TrySetResult();
    }

    /// <summary>Keeps the first operation that comes here until it is released.</summary>
    /// <param name="command">Shown on the timeline: <c>SET</c>.</param>
    internal async Task MeetAsync(string command, int client, CancellationToken cancellationToken)
    {
        if (_released.Task.IsCompleted || Interlocked.Exchange(ref _taken, 1) != 0)
            return;
        _timeline.Add(new TimelineEvent(_timeline.Now, 0, "judge", "hold", $"{command} of client {client}: {What}"));
        _reached.TrySetResult();
        await _released.Task.WaitAsync(cancellationToken);
    }
}
