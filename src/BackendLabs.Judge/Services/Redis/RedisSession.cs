using BackendLabs.Contract;
using BackendLabs.Judge.Timeline;
using BackendLabs.Judge.Worlds;

namespace BackendLabs.Judge.Services.Redis;

/// <summary>The world's Redis in one session.</summary>
internal sealed class RedisSession : ServiceSession
{
    private readonly SessionContext _context;
    private readonly ServicePlace _server;
    private readonly RedisGateLimits _limits;
    private readonly Dictionary<int, RedisGate> _gates = [];
    private readonly RedisWitness _witness;
    private readonly RedisWitness _snippetWitness;
    private readonly RedisObstacles _snippetObstacles;
    private RedisUpstream? _account;
    private RedisLink? _link;
    private RedisLink? _copyLink;

    public RedisSession(SessionContext context)
    {
        _context = context;
        _server = context.World.PlaceOf(RedisHome.Name) ?? throw new WorldException("The world has no Redis.");
        _limits = new RedisGateLimits { Scripting = context.Lab.RedisScripting };
        _witness = new RedisWitness(context.Time, start: 0, context.Timeline.Add, context.Refuse) { Named = context.Timeline.AddKeys };
        // What goes to the copy is nothing that the real one saw, and no fault of the real one meets it.
        (_snippetWitness, _snippetObstacles) = IsCopied
            ? (new RedisWitness(context.Time, start: 0, _ => { }, context.Refuse), new RedisObstacles())
            : (_witness, Obstacles);
        if (context.HasOwnCopies(RedisHome.Name))
            Copies = new RedisCopies(() => Link);
    }

    public RedisObstacles Obstacles { get; } = new();

    private RedisLink Link => _link ?? throw new InvalidOperationException("The session is not open.");

    private bool IsCopied => _context.IsCopied(RedisHome.Name);

    public override async Task OpenAsync(CancellationToken cancellationToken)
    {
        var upstream = new RedisUpstream(_server.Socket, "", _server.Password!);
        _link = await ConnectAsync(upstream, cancellationToken);
        try
        {
            var account = await SnippetAccount.MakeAsync(_link, upstream, _limits.Scripting, IsCopied, cancellationToken);
            _account = account with { Database = IsCopied ? 1 : 0 };
        }
        catch (IOException error)
        {
            throw new WorldException($"The world's Redis cannot be used: {error.Message}");
        }
    }

    public override Task OpenGateAsync(WorldClient client, int host, string folder)
    {
        var (own, watched) = (_account!, _snippetObstacles);
        if (Copies is RedisCopies copies)
        {
            (own, watched) = (_account! with { Database = RedisCopies.DatabaseOf(host) }, new RedisObstacles());
            watched.Add(new CopyWatch(copies, host));
        }

        var gate = RedisGate.Listen(Path.Combine(folder, "redis.sock"), own, _limits, _snippetWitness, _context.Time, host, watched, client.Number, () => _context.IsClockGiven ? _context.State.AheadOf(_context.Time) : TimeSpan.Zero);
        lock (_gates)
            _gates.Add(host, gate);
        return Task.CompletedTask;
    }

    public override Task HostEndedAsync(int host)
    {
        lock (_gates)
            return _gates.TryGetValue(host, out var gate) ? gate.DropHeldAsync() : Task.CompletedTask;
    }

    public override async Task<object> MakeToolAsync(bool ofCopy, CancellationToken cancellationToken)
    {
        var link = Link;
        if (ofCopy && IsCopied)
            link = _copyLink = await ConnectAsync(new RedisUpstream(_server.Socket, "", _server.Password!) { Database = 1 }, cancellationToken);
        return new JudgeCache(link, _witness, Obstacles, _context.Ledger, _context.Timeline, _context.Time, _context.Ended);
    }

    public override async Task EndCopyAsync()
    {
        if (_copyLink is not null)
            await _copyLink.DisposeAsync();
        _copyLink = null;
    }

    public override async Task ResetAsync()
    {
        _witness.ClearCommands();
        await Link.SendAsync(_context.Ended, "FLUSHALL");
        await RedisMemory.ForgetScriptsAsync(Link, _context.Ended);
    }

    public override async Task<string?> AdvanceClockAsync(TimeSpan by)
    {
        var gone = await RedisClock.AdvanceAsync(Link, database: 0, by, _context.Ended);
        foreach (var copy in (Copies as RedisCopies)?.Databases ?? [])
            await RedisClock.AdvanceAsync(Link, copy, by, _context.Ended);
        return $"{RedisDetail.Count(gone, "key")} of Redis expired";
    }

    public override void Observe(TimelineEvent told, HostToJudge.Observed observed)
    {
        if (IsCopied)
            return;
        // That it met a fault is no pass yet: what the check expects of it still decides.
        _context.Ledger.Told(RedisHome.Name);
        _context.Timeline.AddInside(told, observed.Key, Cut(observed.Redis));
    }

    public override CheckStatus? Explain(Exception error, bool isLoaded) =>
        error is OtherKindException other && isLoaded
            ? new CheckStatus.Failed(other.Message, "a value of the kind that the check reads", other.Said)
            : null;

    public override async ValueTask DisposeAsync()
    {
        foreach (var gate in _gates.Values)
            await gate.DisposeAsync();
        await EndCopyAsync();
        if (_link is not null)
            await _link.DisposeAsync();
    }

    private async Task<RedisLink> ConnectAsync(RedisUpstream upstream, CancellationToken cancellationToken)
    {
        try
        {
            return await RedisLink.ConnectAsync(upstream, JudgeTimes.RedisStart, _context.Time, cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw new WorldException($"The world's Redis did not answer: {error.Message}");
        }
    }

    private static RedisFacts? Cut(RedisFacts? redis) =>
        redis is null ? null : redis with { Commands = [.. (redis.Commands ?? []).Take(RedisFacts.MostCommands).Select(SelfReportedText.Cut)] };
}
