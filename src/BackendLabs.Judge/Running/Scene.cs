using BackendLabs.Contract;
using BackendLabs.Judge.Docker;
using BackendLabs.Judge.Faults;
using BackendLabs.Judge.Http;
using BackendLabs.Judge.Redis;
using BackendLabs.Judge.Snippets;
using BackendLabs.Judge.Sqlite;
using BackendLabs.Judge.Worlds;

namespace BackendLabs.Judge.Running;

/// <summary>A world dressed for one check: gates open, tools in the judge's hands, Given applied.</summary>
internal sealed class Scene(PreparedLab lab, SnippetRun run, World world, JudgeTimeline timeline, TimeProvider time) : IAsyncDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly WorldGates _gates = new();
    private readonly RedisObstacles _obstacles = new();
    private readonly WorldState _state = new();
    private RedisWitness? _witness;
    private RedisLink? _link;
    private OwnCopies? _copies;
    private HttpUpstream? _http;
    private HttpUpstream? _httpCopy;
    private JudgeDatabase? _database;
    private JudgeContainers? _containers;
    private readonly List<HostCalls> _calls = [];
    private Interleaving? _interleaving;
    private int _interleavings;
    private Comparison? _comparison;
    private GateRefusal? _refusal;
    private ICollection<RecordedAnswer>? _answers;
    private bool _loaded;

    public WorldClient Main => world.Main;

    /// <summary>Who answers the check's calls; null until the scene is set.</summary>
    public ICallTarget? Target { get; private set; }

    /// <summary>The first thing that a gate refused; null where none did.</summary>
    public GateRefusal? Refusal => _refusal;

    /// <summary>The faults and holds that the check made.</summary>
    public Proofs Proofs { get; } = new();

    /// <summary>For the student: what the check rests on and never came about; null where all did.</summary>
    public string? Unreached => Proofs.Unreached() ?? timeline.Uncounted();

    /// <summary>What the check's own code threw while it answered an HTTP request; null where it did not.</summary>
    public Exception? Mistake => _http?.Answers.Mistake ?? _httpCopy?.Answers.Mistake;

    /// <summary>What a probe of memory of its own says of a check that passes and rests on nothing that was kept there.</summary>
    public const string NothingKept = "Nothing that was written was read again.";

    /// <summary>In a probe of memory of its own: why a check that passes gives no points to what was kept there; null where it does.</summary>
    public string? Unclaimed => _copies is { WasReadBack: false } ? NothingKept : null;

    /// <summary>Whether the student's code has had its hands on the world.</summary>
    public bool IsLoaded => _loaded;

    public string? EntryUnderWay
    {
        get
        {
            lock (_calls)
                return _calls.Select(calls => calls.EntryUnderWay).FirstOrDefault(entry => entry is not null);
        }
    }

    /// <summary>What all of the snippet's processes printed, one after the other.</summary>
    public string Output
    {
        get
        {
            lock (_calls)
                return string.Concat(_calls.Select(calls => calls.Output));
        }
    }

    /// <summary>Whether the check waits for the student's code: for a call, or for its top-level statements.</summary>
    public bool Waits => run.Mode is not RunMode.Replay && (!_loaded || EntryUnderWay is not null || _interleaving is { IsUnderWay: true } || _comparison is { IsUnderWay: true });

    /// <summary>Dresses the world and declares the check in it.</summary>
    /// <exception cref="WorldException">A service of the world is not there.</exception>
    public async Task<DeclaredCheck> SetAsync(string checkId, ICollection<RecordedAnswer>? answers, CancellationToken cancellationToken)
    {
        _answers = answers;
        if (run.Mode is RunMode.OwnMemory memory)
            _copies = new OwnCopies(memory.Service, DatabasePath(), Path.GetDirectoryName(world.DatabasePath)!);
        world.Observed = Observe;
        lab.Grader.Watch(world.Number, Take);
        Target = run.Mode is RunMode.Replay replay
            ? new RecordedCalls(replay.Answers.GetValueOrDefault(checkId) ?? [], run.Snippet.Symbols)
            : CallsOf(world.Main, answers);

        await OpenRedisAsync(cancellationToken);
        OpenHttp();
        await world.OpenGatesAsync(_gates.OpenAsync, _gates.EndedAsync);
        OpenDocker();
        if (run.Mode is RunMode.Decoy decoy)
            await SetDecoyAsync(decoy, cancellationToken);
        if (_copies is { Service: "sqlite" })
            WorldDatabase.Create(DatabasePath(), lab.Definition.SeedSql);

        return await DeclareAsync(checkId, run.Seed, DatabasePath(), _link, _http);
    }

    public async Task LoadSnippetAsync()
    {
        if (Target is HostCalls calls)
            await calls.LoadAsync();
        _loaded = true;
    }

    /// <summary>How a student's process ended, whose stream is closed: asking it to end would hide how it did so itself.</summary>
    public static async Task<HostExit> EndedAsync(WorldClient client)
    {
        try
        {
            return await client.EndedAsync().WaitAsync(JudgeTimes.HostOwnEnd);
        }
        catch (TimeoutException)
        {
            return await EndAsync(client);
        }
    }

    public static async Task<HostExit> EndAsync(WorldClient client)
    {
        try
        {
            return await client.EndAsync();
        }
        catch (WorldException)
        {
            return new HostExit(Code: null, OutOfMemory: false, "", 0, 0);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _gates.DisposeAsync();
        if (_link is not null)
            await _link.DisposeAsync();
        _database?.Dispose();
        if (_containers is not null)
            await _containers.DisposeAsync();
        _ended.Dispose();
    }

    private async Task<DeclaredCheck> DeclareAsync(string checkId, long seed, string databasePath, RedisLink? link, HttpUpstream? http)
    {
        _database?.Dispose();
        _database = world.HasDatabase ? new JudgeDatabase(databasePath, timeline, time, _state, Proofs, TellAsync, TellOneAsync) : null;
        var cache = link is null ? null : new JudgeCache(link, _witness!, _obstacles, Proofs, timeline, time, _ended.Token);
        var snippet = new SnippetCalls(Target!, lab.Definition.Entries, lab.Checks.Json, Proofs, timeline, AddClientAsync);
        var script = new CheckScript(new CheckTools(
            snippet,
            timeline,
            _database,
            cache,
            _containers,
            http is null ? null : new JudgeHttp(http, Proofs, timeline, time),
            new JudgeClock(_state, link, by => TellAsync(id => new HostRequest.AdvanceClock(id, by.Ticks)), timeline, time, _ended.Token) { Copies = () => _copies?.Databases ?? [] },
            own => Interleave(own, checkId, snippet, seed),
            own => _comparison = new Comparison(timeline, () => ResetAsync(own, seed))));

        await ArrangeAsync(script, seed);
        _database?.Remember();
        return script.Declared.First(check => check.Id == checkId);
    }

    private Interleaving Interleave(CheckScript own, string checkId, SnippetCalls snippet, long seed)
    {
        var number = ++_interleavings;
        var schedule = run.Schedules.GetValueOrDefault(checkId) is { } recorded && recorded.Interleaving == number ? recorded : null;
        return _interleaving = new Interleaving(_obstacles, timeline, snippet, () => ResetAsync(own, seed), time, _ended.Token)
        {
            Number = number,
            ToFollow = schedule,
        };
    }

    private HostCalls CallsOf(WorldClient client, ICollection<RecordedAnswer>? answers)
    {
        var calls = new HostCalls(world, client, run.Snippet, _state, Proofs, timeline, answers)
        {
            OwnDatabase = host => _copies?.Begin(host),
            BeforeCall = host => _copies?.TakeAsync(host, _link, _ended.Token) ?? Task.CompletedTask,
        };
        lock (_calls)
            _calls.Add(calls);
        return calls;
    }

    private async Task<ICallTarget> AddClientAsync()
    {
        if (Target is not HostCalls)
            return Target!;
        var calls = CallsOf(await world.AddClientAsync(_ended.Token), _answers);
        await calls.LoadAsync();
        return calls;
    }

    private async Task TellAsync(Func<int, HostRequest> what)
    {
        if (!_loaded)
            return;
        HostCalls[] calls;
        lock (_calls)
            calls = [.. _calls];
        await Task.WhenAll(calls.Select(call => call.TellAsync(what)));
    }

    private async Task TellOneAsync(int client, Func<int, HostRequest> what)
    {
        HostCalls? calls;
        lock (_calls)
            calls = _calls.FirstOrDefault(one => one.Client == client);
        if (_loaded && calls is not null)
            await calls.TellAsync(what);
    }

    // The processes go first, so that nothing of theirs is left in the new world.
    private async Task ResetAsync(CheckScript script, long seed)
    {
        HostCalls[] calls;
        lock (_calls)
            calls = [.. _calls];
        await Task.WhenAll(calls.Select(call => call.KillAsync()));
        _database?.Reset(lab.Definition.SeedSql);
        _state.ClockAhead = TimeSpan.Zero;
        _witness?.ClearCommands();
        if (_link is not null)
            await _link.SendAsync(_ended.Token, "FLUSHALL");
        _http?.Reset();
        foreach (var arrange in script.Arrangements)
            await arrange(new Seed(seed));
        _database?.Remember();
        await Task.WhenAll(calls.Select(call => call.RestartAsync()));
    }

    // On a thread of its own: an arrangement that spins would otherwise keep the judge itself from its messages.
    private async Task ArrangeAsync(CheckScript script, long seed)
    {
        var arranging = OwnThread.Run(async () =>
        {
            await lab.Checks.DeclareAsync(script);
            foreach (var arrange in script.Arrangements)
                await arrange(new Seed(seed));
        });
        // A lab that allows its checks little time has little to arrange.
        var patience = TimeSpan.FromSeconds(Math.Clamp(lab.Definition.Limits.Wall.TotalSeconds, JudgeTimes.ShortestArrange.TotalSeconds, JudgeTimes.Arrange.TotalSeconds));
        try
        {
            await arranging.WaitAsync(patience);
        }
        catch (TimeoutException) when (!arranging.IsCompleted)
        {
            run.LeavesThreads = true;
            throw new CheckScriptException($"Given did not end within {patience.TotalSeconds:0.#} seconds.");
        }
    }

    private async Task OpenRedisAsync(CancellationToken cancellationToken)
    {
        if (world.Opened.Redis is not { } server)
            return;
        _witness = new RedisWitness(time, start: 0, timeline.Add, Refuse) { Named = timeline.AddKeys };
        var upstream = new RedisUpstream(server.SocketPath, "", server.Password);
        _link = await ConnectAsync(upstream, cancellationToken);
        var limits = new RedisGateLimits { Scripting = lab.Definition.RedisScripting };
        var forSnippet = await MakeAccountAsync(_link, upstream, limits, cancellationToken);
        // What goes to the copy is nothing that the real one saw, and no fault of the real one meets it.
        var (witness, obstacles) = IsDecoy("redis")
            ? (new RedisWitness(time, start: 0, _ => { }, Refuse), new RedisObstacles())
            : (_witness, _obstacles);
        _gates.OpenRedis = (client, folder) =>
        {
            var host = client.HostNumber;
            var (own, watched) = (forSnippet, obstacles);
            if (_copies is { Service: "redis" } copies)
            {
                (own, watched) = (forSnippet with { Database = OwnCopies.DatabaseOf(host) }, new RedisObstacles());
                watched.Add(new CopyWatch(copies, host));
            }

            return RedisGate.Listen(Path.Combine(folder, "redis.sock"), own, limits, witness, time, host, watched, client.Number);
        };
    }

    private void OpenHttp()
    {
        if (!world.HasHttp)
            return;
        _http = new HttpUpstream(lab.Checks.HttpJson, timeline, time, Refuse);
        // What goes to the copy is nothing that the real one was asked, and no fault of the real one meets it.
        if (IsDecoy("http"))
            _httpCopy = new HttpUpstream(lab.Checks.HttpJson, timeline: null, time, Refuse);
        var forSnippet = _httpCopy ?? _http;
        _gates.OpenHttp = (client, folder) =>
            HttpGate.ListenAsync(Path.Combine(folder, "http.sock"), forSnippet, client.HostNumber, client.Number, _ended.Token);
    }

    private async Task<RedisUpstream> MakeAccountAsync(
        RedisLink link, RedisUpstream upstream, RedisGateLimits limits, CancellationToken cancellationToken)
    {
        var isDecoy = IsDecoy("redis");
        try
        {
            var account = await SnippetAccount.MakeAsync(link, upstream, limits.Scripting, isDecoy, cancellationToken);
            return account with { Database = isDecoy ? 1 : 0 };
        }
        catch (IOException error)
        {
            throw new WorldException($"The world's Redis cannot be used: {error.Message}");
        }
    }

    private async Task<RedisLink> ConnectAsync(RedisUpstream upstream, CancellationToken cancellationToken)
    {
        try
        {
            return await RedisLink.ConnectAsync(upstream, JudgeTimes.RedisStart, time, cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw new WorldException($"The world's Redis did not answer: {error.Message}");
        }
    }

    private void OpenDocker()
    {
        var socket = IsDecoy("docker") ? world.Opened.DecoySocket : world.Opened.DockerSocket;
        if (socket is not null)
            _containers = new JudgeContainers(socket, timeline.Add, time);
    }

    // The snippet's services lead to the copy, filled from another seed; the judge's to the real ones.
    private async Task SetDecoyAsync(RunMode.Decoy decoy, CancellationToken cancellationToken)
    {
        RedisLink? link = null;
        if (_link is not null && world.Opened.Redis is { } server && IsDecoy("redis"))
            link = await ConnectAsync(new RedisUpstream(server.SocketPath, "", server.Password) { Database = 1 }, cancellationToken);
        await using (link)
            await DeclareAsync(lab.Declarations[0].Id, decoy.OtherSeed, world.DatabasePath, link ?? _link, _httpCopy ?? _http);

        if (IsDecoy("sqlite"))
            WorldDatabase.Create(DatabasePath(), lab.Definition.SeedSql);
    }

    private string DatabasePath() => IsDecoy("sqlite") ? Path.Combine(world.Opened.Folder, "real.db") : world.DatabasePath;

    private bool IsDecoy(string kind) => run.Mode switch
    {
        RunMode.Decoy decoy => decoy.Services.Contains(kind),
        RunMode.OwnMemory memory => memory.Service == kind,
        _ => false,
    };

    // Both are the student's process's own words: they can spoil a pass, never make one.
    private void Observe(WorldClient client, HostReply reply)
    {
        if (reply is HostReply.Observed observed)
            Observe(client, observed);
        else if (reply is HostReply.Refused { Refusal: var refusal })
            Refuse(new GateRefusal("sqlite", Cut(refusal.Operation), Cut(refusal.Reason)));
        else if (reply is HostReply.Held held)
            _database?.Held(held.Number, client.Number);
    }

    private static string Cut(string text) => text.Length <= 200 ? text : text[..199] + "…";

    private void Observe(WorldClient client, HostReply.Observed observed)
    {
        // Its times are its own word too: within the check, so that nothing after counts with them.
        var now = timeline.Now;
        var at = Math.Clamp(observed.Event.AtMicroseconds, timeline.Began, now);
        var told = observed.Event with
        {
            AtMicroseconds = at,
            DurationMicroseconds = Math.Clamp(observed.Event.DurationMicroseconds, 0, now - at),
            Inside = true,
            Host = client.HostNumber,
            Operation = Cut(observed.Event.Operation),
            Detail = Cut(observed.Event.Detail),
            Line = observed.Frame is null ? null : run.Snippet.Symbols.Line(observed.Frame),
        };
        switch (told.Service)
        {
            case "sqlite" when _copies is { Service: "sqlite" } && observed.Statement is { } statement:
                _copies.Saw(statement, client.HostNumber);
                break;
            case "sqlite" when !IsDecoy("sqlite"):
                Observe(told, observed.Statement);
                break;
            case "redis" when !IsDecoy("redis"):
                // That it met a fault is no pass yet: what the check expects of it still decides.
                Proofs.Told("redis");
                timeline.AddInside(told, observed.Key);
                break;
            case "http" when !IsDecoy("http"):
                timeline.AddInside(told, observed.Key);
                break;
        }
    }

    private void Observe(TimelineEvent told, StatementFacts? statement)
    {
        if (statement is null)
            timeline.Add(told);
        else
            timeline.AddStatement(told, statement with { Trouble = statement.Trouble is null ? null : Cut(statement.Trouble) });
        if (statement?.Trouble is { } trouble && Statement.IsBusyError(trouble))
            Proofs.FoundLocked();
    }

    private void Refuse(GateRefusal refusal) => Interlocked.CompareExchange(ref _refusal, refusal, comparand: null);

    private void Take(JudgeRequest message)
    {
        switch (message)
        {
            case JudgeRequest.ServiceSeen when IsDecoy("docker"):
                break;
            case JudgeRequest.ServiceSeen seen:
                timeline.Add(seen.Event);
                _containers?.Saw(seen.Event);
                break;
            case JudgeRequest.ServiceRefused refused:
                Refuse(refused.Refusal);
                break;
        }
    }
}
