using System.Threading.Channels;

namespace BackendLabs.Judge.Services.Redis;

/// <summary>Keeps every operation waiting until its turn comes, so that the order in which they reach the server is decided outside.</summary>
internal sealed class ScheduledRedis : RedisObstacle
{
    private readonly Channel<WaitingOperation> _arrived = Channel.CreateUnbounded<WaitingOperation>();

    /// <summary>Operations as they come before the server.</summary>
    public ChannelReader<WaitingOperation> Arrived => _arrived.Reader;

    public override async Task MeetAsync(RedisPassing passing, CancellationToken cancellationToken)
    {
        // What neither reads nor writes a key (MULTI, UNWATCH) may come at any time.
        if (passing.IsChatter || passing.IsQueued || (passing.Written.Count == 0 && passing.Read.Count == 0))
            return;
        var waiting = new WaitingOperation(passing);
        _arrived.Writer.TryWrite(waiting);
        await waiting.Turn.WaitAsync(cancellationToken);
    }
}

/// <summary>An operation before the server.</summary>
internal sealed class WaitingOperation(RedisPassing passing)
{
    private readonly TaskCompletionSource _turn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RedisPassing Passing => passing;

    public int Client => passing.Client;

    public Task Turn => _turn.Task;

    public void Go() => _turn.TrySetResult();
}
