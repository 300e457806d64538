namespace BackendLabs.Judge.Services.Redis;

/// <summary>Something that a check has put between snippets and their server.</summary>
internal abstract class RedisObstacle
{
    /// <summary>Whether a new connection is closed at once.</summary>
    public virtual bool TurnsAway() => false;

    /// <summary>Before a command goes to the server; returns when it may. The client's own chatter too.</summary>
    public virtual Task MeetAsync(RedisPassing passing, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Whether the server's reply to this command breaks off in the middle, and the connection with it.</summary>
    public virtual bool Cuts(RedisPassing passing) => false;

    /// <summary>A reply has come back to a client.</summary>
    public virtual void Answered(in ReplyHead reply)
    {
    }
}

/// <summary>A command on its way to the server.</summary>
/// <param name="Command">Its name.</param>
/// <param name="IsChatter">The client library's own doing: it can be kept waiting, but it proves nothing.</param>
/// <param name="IsQueued">It waits in a transaction: nothing happens before EXEC.</param>
/// <param name="Written">The keys that it may change; for EXEC, those of its transaction.</param>
/// <param name="Client">Whose it is, from 1; a restarted process is the same client.</param>
internal sealed record RedisPassing(string Command, string Arguments, bool IsChatter, bool IsQueued, IReadOnlyList<string> Written, int Client)
{
    /// <summary>The keys whose content decides what it does or answers.</summary>
    public IReadOnlyList<string> Read { get; init; } = [];

    /// <summary>Whether it matters which of the two comes first.</summary>
    public bool Meets(RedisPassing other) => Touch(Written, other.Written) || Touch(Written, other.Read) || Touch(Read, other.Written);

    public bool Writes(string? key) =>
        !IsQueued && Written.Count > 0 && (key is null || Written.Contains(key) || Written.Contains(RedisEffects.EveryKey));

    private static bool Touch(IReadOnlyList<string> some, IReadOnlyList<string> others) =>
        some.Count > 0 && others.Count > 0
        && (some.Contains(RedisEffects.EveryKey) || others.Contains(RedisEffects.EveryKey) || some.Any(others.Contains));
}

/// <summary>The obstacles of one world, shared by the gates of all its snippet processes.</summary>
internal sealed class RedisObstacles
{
    private readonly Lock _lock = new();
    private volatile RedisObstacle[] _all = [];
    private CancellationTokenSource _connections = new();

    /// <summary>Ends with every connection that is open now, when the check has them cut.</summary>
    public CancellationToken Connections
    {
        get
        {
            lock (_lock)
                return _connections.Token;
        }
    }

    public bool IsEmpty => _all.Length == 0;

    public void Add(RedisObstacle obstacle)
    {
        lock (_lock)
            _all = [.. _all, obstacle];
    }

    public void Remove(RedisObstacle obstacle)
    {
        lock (_lock)
            _all = [.. _all.Where(other => other != obstacle)];
    }

    /// <summary>Closes every connection that snippets have open.</summary>
    public async Task CutAllAsync()
    {
        CancellationTokenSource cut;
        lock (_lock)
        {
            cut = _connections;
            _connections = new CancellationTokenSource();
        }
        await cut.CancelAsync();
    }

    public bool TurnsAway() => _all.Aggregate(seed: false, (away, obstacle) => obstacle.TurnsAway() || away);

    public async Task MeetAsync(RedisPassing passing, CancellationToken cancellationToken)
    {
        foreach (var obstacle in _all)
            await obstacle.MeetAsync(passing, cancellationToken);
    }

    public bool Cuts(RedisPassing passing) => _all.Any(obstacle => obstacle.Cuts(passing));

    public void Answered(in ReplyHead reply)
    {
        foreach (var obstacle in _all)
            obstacle.Answered(reply);
    }
}
