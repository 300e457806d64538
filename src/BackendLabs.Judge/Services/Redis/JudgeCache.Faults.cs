namespace BackendLabs.Judge.Services.Redis;

/// <content>What a check does to the server and to the way there. A fault that never landed fails its check.</content>
public sealed partial class JudgeCache
{
    private const string NoCommand = "your code sent Redis no command while it lasted";

    /// <summary>The server is gone: every connection is cut, and new ones are closed at once. What it knows is there again afterwards.</summary>
    public async Task<Fault> StopAsync()
    {
        var stopped = new StoppedRedis();
        var fault = Begin("stopped", "your code asked nothing of Redis while it lasted", stopped, landsWhenTold: true);
        await _obstacles.CutAllAsync();
        return fault;
    }

    /// <summary>The server ends and begins anew: every connection is cut, and all keys are gone, for it keeps nothing on disk.</summary>
    public async Task<Fault> RestartAsync()
    {
        await ClearAsync();
        await _obstacles.CutAllAsync();
        return Forget("restarted");
    }

    /// <summary>Every key is gone, as after a failover to a server that knew nothing. Connections stay.</summary>
    public async Task<Fault> EmptyAsync()
    {
        await ClearAsync();
        return Forget("emptied");
    }

    /// <summary>Connections and commands are taken, and never answered.</summary>
    public Fault Freeze()
    {
        var frozen = new FrozenRedis();
        return frozen.Fault = Begin("frozen", NoCommand, frozen, frozen.Thaw);
    }

    /// <summary>Every command of the snippet waits this long before it reaches the server.</summary>
    public Fault SlowBy(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.FromMilliseconds(1));
        var slow = new SlowRedis(by, _time);
        return slow.Fault = Begin($"slower by {by.TotalMilliseconds:0} ms", NoCommand, slow);
    }

    /// <summary>The server does what it is told, and then the connection breaks in the middle of its reply; a transaction's at its EXEC.</summary>
    /// <param name="after">How many replies come whole before, from 0: with 1 the connection breaks in the second.</param>
    public Fault CutReplies(int after = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        var cutting = new CuttingRedis(after);
        return cutting.Fault = Begin(after == 0 ? "cutting its replies" : $"cutting its replies after {RedisDetail.Count(after, "command")}", NoCommand, cutting);
    }

    /// <summary>The server's memory is full: it refuses what would need more (<c>OOM</c>), and goes on reading and deleting.</summary>
    public Task<Fault> FillAsync() => RefuseAsync(
        "out of memory", "OOM", ["CONFIG", "SET", "maxmemory", "1"], ["CONFIG", "SET", "maxmemory", MaxMemory]);

    /// <summary>The server has become a replica: it refuses writes (<c>READONLY</c>), the judge's too, and goes on reading.</summary>
    public Task<Fault> MakeReadOnlyAsync() => RefuseAsync(
        // A port where nobody listens: the replica keeps what it has while it looks for its primary.
        "read-only", "READONLY", ["REPLICAOF", "127.0.0.1", "1"], ["REPLICAOF", "NO", "ONE"]);

    /// <summary>Keeps the first write of a key waiting before it reaches the server, whichever command it comes by; a transaction at its EXEC.</summary>
    /// <param name="key">Null for any.</param>
    /// <param name="by">The process, as <c>Snippet.Clients</c> counts them, from 1; null for anybody's.</param>
    public Hold HoldBeforeWrite(string? key = null, int? by = null)
    {
        var hold = _ledger.Add(new Hold(key is null ? "a write to Redis" : $"a write of \"{key}\"", by, _timeline));
        _obstacles.Add(new HeldWrite(hold, key));
        return hold;
    }

    private const string MaxMemory = "32mb";

    private Fault Forget(string how)
    {
        var forgetful = new ForgetfulRedis();
        return forgetful.Fault = Begin(how, "your code sent Redis no command afterwards", forgetful);
    }

    private async Task<Fault> RefuseAsync(string how, string code, RedisArgument[] begin, RedisArgument[] end)
    {
        await ConfigureAsync(begin);
        var refusing = new RefusingRedis(code);
        return refusing.Fault = Begin(how, "your code wrote nothing to Redis while it lasted", refusing, restore: () => ConfigureAsync(end));
    }

    private Fault Begin(string how, string unreached, RedisObstacle obstacle, Action? lift = null, Func<Task>? restore = null, bool landsWhenTold = false)
    {
        var fault = _ledger.Add(new Fault(RedisHome.Name, "Redis " + how, unreached, _timeline, async () =>
        {
            _obstacles.Remove(obstacle);
            lift?.Invoke();
            if (restore is not null)
                await restore();
        })
        {
            LandsWhenTold = landsWhenTold,
        });
        _obstacles.Add(obstacle);
        return fault;
    }

    // Not on the timeline: the fault itself is there.
    private async Task ConfigureAsync(RedisArgument[] words)
    {
        if (await _link.SendAsync(_ended, words) is RedisReply.Error { Text: var text })
            throw new InvalidOperationException($"The world's Redis did not take the fault: {text}");
    }
}
