namespace BackendLabs.Judge.Services.Redis;

/// <summary>The server is gone: connections are cut, and new ones closed at once.</summary>
internal sealed class StoppedRedis : RedisObstacle
{
    // No landing: a client library comes back by itself, whether its program asks for anything or not.
    public override bool TurnsAway() => true;
}

/// <summary>The server takes connections and commands and never answers: from the code's first command on.</summary>
internal sealed class FrozenRedis : RedisObstacle
{
    private readonly TaskCompletionSource _thawed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Fault? Fault { private get; set; }

    public void Thaw() => _thawed.TrySetResult();

    public override Task MeetAsync(RedisPassing passing, CancellationToken cancellationToken)
    {
        // The end of a library's greeting, late on a busy machine, is let through: the code's first command comes after it,
        // and would be neither seen nor met.
        if (_thawed.Task.IsCompleted || (passing.IsChatter && Fault is { Landed: 0 }))
            return Task.CompletedTask;
        if (!passing.IsChatter)
            Fault?.Land();
        return _thawed.Task.WaitAsync(cancellationToken);
    }
}

/// <summary>Every command takes longer.</summary>
internal sealed class SlowRedis(TimeSpan by, TimeProvider time) : RedisObstacle
{
    public Fault? Fault { private get; set; }

    public override Task MeetAsync(RedisPassing passing, CancellationToken cancellationToken)
    {
        if (passing.IsChatter)
            return Task.CompletedTask;
        Fault?.Land();
        return Task.Delay(by, time, cancellationToken);
    }
}

/// <summary>The server does what it is told, but the connection breaks in the middle of its reply; a transaction's at its EXEC.</summary>
/// <param name="after">How many replies come whole before.</param>
internal sealed class CuttingRedis(int after) : RedisObstacle
{
    private int _answered;

    public Fault? Fault { private get; set; }

    public override bool Cuts(RedisPassing passing)
    {
        // What prepares a transaction does nothing by itself: a break there would come before the server's work.
        if (passing.IsChatter || passing.IsQueued || passing.Command is "MULTI" or "WATCH" or "UNWATCH")
            return false;
        if (Interlocked.Increment(ref _answered) <= after)
            return false;
        Fault?.Land();
        return true;
    }
}

/// <summary>The server itself answers with an error of one kind: <c>OOM</c>, <c>READONLY</c>.</summary>
internal sealed class RefusingRedis(string code) : RedisObstacle
{
    public Fault? Fault { private get; set; }

    public override void Answered(in ReplyHead reply)
    {
        // A transaction whose commands were refused ends so; the code stands in the text.
        if (reply.Type == '-' && (reply.Text.StartsWith(code, StringComparison.Ordinal) || reply.Text.StartsWith("EXECABORT", StringComparison.Ordinal)))
            Fault?.Land();
    }
}

/// <summary>The server has lost what it knew; it lands with the first command that asks it again.</summary>
internal sealed class ForgetfulRedis : RedisObstacle
{
    public Fault? Fault { private get; set; }

    public override Task MeetAsync(RedisPassing passing, CancellationToken cancellationToken)
    {
        if (!passing.IsChatter)
            Fault?.Land();
        return Task.CompletedTask;
    }
}

/// <summary>Keeps the first write of a key waiting.</summary>
/// <param name="key">Null for any.</param>
internal sealed class HeldWrite(Hold hold, string? key) : RedisObstacle
{
    public override Task MeetAsync(RedisPassing passing, CancellationToken cancellationToken) =>
        passing.Writes(key) && (hold.Client is null || hold.Client == passing.Client)
            ? hold.MeetAsync(passing.Command, passing.Client, cancellationToken)
            : Task.CompletedTask;
}

