using BackendLabs.Contract;
using BackendLabs.Judge.Faults;
using BackendLabs.Judge.Scenarios;
using BackendLabs.Judge.Services;
using BackendLabs.Judge.Services.Redis;
using BackendLabs.Judge.Snippets;
using BackendLabs.Judge.Worlds;

namespace BackendLabs.Judge.Running;

/// <summary>A world dressed for one check: gates open, tools in the judge's hands, Given applied.</summary>
internal sealed class CheckSession : IAsyncDisposable
{
    /// <summary>What a probe of memory of its own says of a check that passes and rests on nothing that was kept there.</summary>
    public const string NothingKept = "Nothing that was written was read again.";

    private readonly CancellationTokenSource _ended = new();
    private readonly WorldState _state = new();
    private readonly PreparedLab _lab;
    private readonly SnippetRun _run;
    private readonly World _world;
    private readonly JudgeTimeline _timeline;
    private readonly TimeProvider _time;
    private readonly CheckSessionServices _services;
    private readonly SnippetProcesses _processes;
    private readonly HostObservations _observations;
    private readonly Idleness _idleness;
    private Interleaving? _interleaving;
    private int _interleavings;
    private Comparison? _comparison;
    private GateRefusal? _refusal;
    private ICollection<RecordedAnswer>? _answers;
    private readonly List<Seed> _seeds = [];

    public CheckSession(PreparedLab lab, SnippetRun run, World world, JudgeTimeline timeline, TimeProvider time)
    {
        (_lab, _run, _world, _timeline, _time) = (lab, run, world, timeline, time);
        _services = new CheckSessionServices(new SessionContext(lab.Definition, lab.Services, run.Options.Mode, world, timeline, FaultLedger, _state, time, Refuse, _ended.Token)
        {
            HttpJson = lab.Checks.HttpJson,
            IsClockGiven = run.Snippet.IsClockGiven,
            TellAsync = what => _processes!.TellAsync(what),
            TellOneAsync = (client, what) => _processes!.TellOneAsync(client, what),
        });
        _processes = new SnippetProcesses(world, run, _state, FaultLedger, timeline, _services, _ended.Token);
        _idleness = new Idleness(() => _run.Options.Mode is RunMode.Replay ? Task.FromResult(new WorkUnderWay(IsBusy: false, NextTimer: null)) : _processes.LookAtWorkAsync(), timeline, time);
        _observations = new HostObservations(run, timeline, _services, Refuse);
    }

    public WorldClient Main => _world.Main;

    /// <summary>Who answers the check's calls; null until the session is set.</summary>
    public ICallTarget? Target { get; private set; }

    /// <summary>The first thing that a gate refused; null where none did.</summary>
    public GateRefusal? Refusal => _refusal;

    /// <summary>The faults and holds that the check made.</summary>
    public FaultLedger FaultLedger { get; } = new();

    /// <summary>What Given drew so far, in the check's own body too; null where there is no Given, empty where nothing was drawn.</summary>
    public string? Drawn => _seeds.Count == 0 ? null : string.Concat(_seeds.Select(seed => seed.Drawn));

    /// <summary>For the student: what the check rests on and never came about; null where all did.</summary>
    public string? Unreached => FaultLedger.Unreached() ?? _timeline.Uncounted();

    /// <summary>What the check's own code threw while it answered an HTTP request; null where it did not.</summary>
    public Exception? Mistake => _services.Mistake;

    /// <summary>In a probe of memory of its own: why a check that passes gives no points to what was kept there; null where it does.</summary>
    public string? Unclaimed => _services.Copies is { WasReadBack: false } ? NothingKept : null;

    /// <summary>Whether the student's code has had its hands on the world.</summary>
    public bool IsLoaded => _processes.AreLoaded;

    public string? EntryUnderWay => _processes.EntryUnderWay;

    /// <summary>What all of the snippet's processes printed, one after the other.</summary>
    public string Output => _processes.Output;

    /// <summary>Whether the check waits for the student's code: for a call, or for its top-level statements.</summary>
    public bool Waits => _run.Options.Mode is not RunMode.Replay
        && (!IsLoaded || EntryUnderWay is not null || _interleaving is { IsUnderWay: true } || _comparison is { IsUnderWay: true });

    /// <summary>Dresses the world and declares the check in it.</summary>
    /// <exception cref="WorldException">A service of the world is not there.</exception>
    public async Task<DeclaredCheck> SetAsync(string checkId, ICollection<RecordedAnswer>? answers, CancellationToken cancellationToken)
    {
        _answers = answers;
        _world.Observed = _observations.Take;
        _lab.Grader.Watch(_world.Number, _services.Take);
        Target = _run.Options.Mode is RunMode.Replay replay
            ? new RecordedCalls(replay.Answers.GetValueOrDefault(checkId) ?? [], _run.Snippet.Symbols)
            : _processes.Open(_world.Main, answers);

        await _services.OpenAsync(cancellationToken);
        if (_run.Options.Mode is RunMode.Decoy decoy)
        {
            // The snippet's services lead to the copies, filled from another seed; the judge's to the real ones.
            await DeclareAsync(_lab.Declarations[0].Id, decoy.OtherSeed, ofCopies: true, cancellationToken);
            await _services.EndCopiesAsync();
        }

        return await DeclareAsync(checkId, _run.Options.Seed, ofCopies: false, cancellationToken);
    }

    public async Task LoadSnippetAsync()
    {
        if (Target is HostCalls calls)
            await calls.LoadAsync();
        _processes.AreLoaded = true;
    }

    /// <summary>Looks once more at what the check arranged.</summary>
    /// <exception cref="Exception">The student's code changed it; <see cref="Explain"/> has the words.</exception>
    public void EnsureKept() => _services.EnsureKept();

    /// <summary>Hears what ended a server, so that <see cref="Refusal"/> is known.</summary>
    public async Task SettleAsync()
    {
        try
        {
            await _world.SettleServersAsync();
        }
        catch (WorldException)
        {
            // The grader is busy: the error itself is what there is.
        }
    }

    /// <inheritdoc cref="ServiceSession.Explain"/>
    public CheckStatus? Explain(Exception error) => _services.Explain(error, IsLoaded);

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
        // While the gates are open: what is asked of them is on the timeline too.
        if (Waits)
            await _processes.TellPendingAsync();
        await _ended.CancelAsync();
        await _services.DisposeAsync();
        _ended.Dispose();
    }

    private async Task<DeclaredCheck> DeclareAsync(string checkId, long seed, bool ofCopies, CancellationToken cancellationToken)
    {
        var snippet = new SnippetCalls(Target!, _lab.Definition.Entries, _lab.Checks.Json, FaultLedger, _timeline, AddClientAsync) { Idle = () => _idleness.UntilAsync(ends: null, _ended.Token) };
        var script = new CheckScript(new CheckTools(
            snippet,
            _timeline,
            await _services.MakeToolsAsync(ofCopies, cancellationToken),
            new JudgeClock(_state, AdvanceClockAsync, StopClockAsync, _idleness, _timeline, _time, _ended.Token),
            own => Interleave(own, checkId, snippet, seed),
            own => _comparison = new Comparison(_timeline, () => ResetAsync(own, seed)))
        {
            Rules = _lab.Definition.Rules is { } rules ? rules.GetValueOrDefault(checkId) ?? [] : null,
        });

        await ArrangeAsync(script, seed);
        _services.Remember();
        return script.Declared.First(check => check.Id == checkId);
    }

    private Task StopClockAsync(DateTimeOffset at) => _processes.TellAsync(id => new JudgeToHost.StopClock(id, at.UtcTicks));

    private async Task<string> AdvanceClockAsync(TimeSpan by)
    {
        await _processes.TellAsync(id => new JudgeToHost.AdvanceClock(id, by.Ticks));
        return await _services.AdvanceClockAsync(by);
    }

    private Interleaving Interleave(CheckScript own, string checkId, SnippetCalls snippet, long seed)
    {
        var number = ++_interleavings;
        var schedule = _run.Options.Schedules.GetValueOrDefault(checkId) is { } recorded && recorded.Interleaving == number ? recorded : null;
        var obstacles = _services.TryGet<RedisSession>(out var redis) ? redis.Obstacles : new RedisObstacles();
        return _interleaving = new Interleaving(obstacles, _timeline, snippet, () => ResetAsync(own, seed), _time, _ended.Token)
        {
            Number = number,
            ToFollow = schedule,
        };
    }

    private async Task<ICallTarget> AddClientAsync()
    {
        if (Target is not HostCalls)
            return Target!;
        var calls = _processes.Open(await _world.AddClientAsync(_ended.Token), _answers);
        await calls.LoadAsync();
        return calls;
    }

    // The processes go first, so that nothing of theirs is left in the new world.
    private async Task ResetAsync(CheckScript script, long seed)
    {
        var calls = _processes.All();
        await Task.WhenAll(calls.Select(call => call.KillAsync()));
        // None of the code is in them before the world is as it was.
        var starting = Task.WhenAll(calls.Select(call => call.StartAsync()));
        try
        {
            _state.ClockAhead = TimeSpan.Zero;
            _state.ClockStands = null;
            await _services.ResetAsync();
            foreach (var arrange in script.Arrangements)
                await arrange(new Seed(seed));
            _services.Remember();
        }
        finally
        {
            await starting;
        }

        var since = _timeline.Now;
        await Task.WhenAll(calls.Select(call => call.LoadAgainAsync(since)));
    }

    // On a thread of its own: an arrangement that spins would otherwise keep the judge itself from its messages.
    private async Task ArrangeAsync(CheckScript script, long seed)
    {
        var arranging = OwnThread.Run(async () =>
        {
            await _lab.Checks.DeclareAsync(script);
            foreach (var arrange in script.Arrangements)
                await arrange(Drawing(seed));
        });
        // A lab that allows its checks little time has little to arrange.
        var patience = TimeSpan.FromSeconds(Math.Clamp(_lab.Definition.Limits.Wall.TotalSeconds, JudgeTimes.ShortestArrange.TotalSeconds, JudgeTimes.Arrange.TotalSeconds));
        try
        {
            await arranging.WaitAsync(patience);
        }
        catch (TimeoutException) when (!arranging.IsCompleted)
        {
            _run.LeavesThreads = true;
            throw new LateCheckException($"Given did not end within {patience.TotalSeconds:0.#} seconds.");
        }
    }

    private Seed Drawing(long seed)
    {
        var drawing = new Seed(seed);
        _seeds.Add(drawing);
        return drawing;
    }

    private void Refuse(GateRefusal refusal) => Interlocked.CompareExchange(ref _refusal, refusal, comparand: null);
}
