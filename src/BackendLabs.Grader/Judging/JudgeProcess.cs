using System.Collections.Concurrent;
using System.Threading.Channels;
using BackendLabs.Contract;
using BackendLabs.Sandbox;

namespace BackendLabs.Grader.Judging;

/// <summary>
/// A judge that serves one lab version: the grader's end of it. The judge asks for worlds and processes, the grader
/// starts and ends them. A judge that dies or no longer makes sense is not repaired but replaced.
/// </summary>
internal sealed class JudgeProcess : IAsyncDisposable
{
    /// <summary>Worlds that a judge may have at once: as many as run side by side, and those that are made ahead.</summary>
    private const int MostWorlds = 64;

    private readonly ISandboxedProcess _process;
    private readonly MessageStream _stream;
    private readonly WorldSetting _setting;
    private readonly HeldFolder _home;
    private readonly ConcurrentDictionary<int, GraderWorld> _worlds = new();
    private readonly ConcurrentDictionary<Task, bool> _opening = new();
    private readonly ConcurrentDictionary<Task, bool> _ending = new();
    private readonly Channel<JudgeToGrader> _replies = Channel.CreateUnbounded<JudgeToGrader>();
    private readonly ConcurrentQueue<(string Check, string Words)> _excesses = new();
    private readonly HostUsage _usage = new();
    private readonly Task _reading;
    private bool _closing;
    private int _lastWorld;
    private string? _breach;

    private JudgeProcess(ISandboxedProcess process, WorldSetting setting, HeldFolder home)
    {
        _process = process;
        _home = home;
        _setting = setting;
        _stream = new MessageStream(process.Output, process.Input, WireLimits.Judge);
        _reading = ReadAsync();
    }

    /// <summary>Whether it may serve another run.</summary>
    public bool IsUsable { get; private set; } = true;

    public static async Task<JudgeProcess> StartAsync(WorldSetting setting)
    {
        var sandbox = setting.Sandbox;
        var home = HeldFolder.Open(setting.Home);
        var process = await sandbox.StartAsync(new SandboxSpec(
            "judge",
            [sandbox.Tools.Dotnet, Path.Combine(setting.App.Judge, "BackendLabs.Judge.dll")],
            [new(setting.App.Judge, setting.App.Judge), new(setting.Home, setting.Home, Writable: true)],
            ProcessLimits.Judge,
            setting.JudgeAccount)
        {
            MayBeContainer = false,
            Groups = sandbox.Accounts is null ? [] : [.. sandbox.Accounts.All.Select(account => account.Group)],
            Environment = DotnetSettings.For(ProcessLimits.Judge.MemoryBytes),
            SpeaksOnOutput = true,
            // A check script fills a disk as a snippet does.
            DiskFolder = home,
            DiskUser = "it",
            MayLock = true,
            DiskLook = SandboxTimes.JudgeDiskLook,
        });
        return new JudgeProcess(process, setting, home);
    }

    /// <exception cref="JudgeLostException">It died, or no longer takes what it is sent.</exception>
    /// <exception cref="InfrastructureException">Its lab's code did what no check does.</exception>
    public async Task SendAsync(GraderToJudge request)
    {
        try
        {
            await WriteAsync(request).WaitAsync(GraderTimes.Send);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            IsUsable = false;
            await RequireNoBreachAsync();
            throw new JudgeLostException("The judge ended before it could be asked.", Remedy);
        }
        catch (TimeoutException)
        {
            IsUsable = false;
            throw new JudgeLostException($"The judge took no message within {GraderTimes.Send.TotalSeconds:0} seconds.", Remedy);
        }
    }

    /// <summary>The next reply that is not about worlds.</summary>
    /// <exception cref="JudgeLostException">The judge died or took longer than <paramref name="patience"/>.</exception>
    /// <exception cref="InfrastructureException">Its lab's code did what no check does.</exception>
    public async Task<JudgeToGrader> NextAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            return await _replies.Reader.ReadAsync(limit.Token);
        }
        catch (ChannelClosedException)
        {
            IsUsable = false;
            var end = await EndAsync();
            await RequireNoBreachAsync();
            throw new JudgeLostException($"The judge ended while it was working. {end.LastWords.Trim()}".Trim(), Remedy) { Code = end.Code };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            IsUsable = false;
            throw new JudgeLostException($"The judge did not answer within {patience.TotalSeconds:0} seconds.", Remedy);
        }
    }

    // Its stream has closed, or what it said was no message: then it may live on, and is ended.
    private async Task<ProcessEnd> EndAsync()
    {
        await Task.WhenAny(_process.Ended, Task.Delay(SandboxTimes.OwnEnd));
        _process.Kill();
        var end = await _process.Ended;
        if (end.Exceeded is { } exceeded)
            Break(exceeded);
        return end;
    }

    /// <summary>
    /// Ends a judge that did what no check does. Only its lab's own code can be the cause: nothing that a student's process
    /// says reaches the grader in these words, and nobody else has a hand in the world's folders.
    /// </summary>
    /// <param name="what">As it follows "the lab's check script is to blame:".</param>
    public void Break(string what)
    {
        Interlocked.CompareExchange(ref _breach, what, comparand: null);
        IsUsable = false;
        _process.Kill();
        _replies.Writer.TryComplete();
    }

    private async Task RequireNoBreachAsync()
    {
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        RequireNoBreach();
    }

    /// <exception cref="InfrastructureException">Its lab's code did what no check does.</exception>
    public void RequireNoBreach()
    {
        if (_breach is { } breach)
            throw new InfrastructureException($"The run was ended, and the lab's check script is to blame: {breach.TrimEnd('.')}.", "Nothing is wrong with your code. Tell the lab's author, and run only labs that you trust.");
    }

    /// <summary>Marks it as not to be used again.</summary>
    public void GiveUp() => IsUsable = false;

    /// <summary>What the student's processes have used since the last call, those of ended worlds included.</summary>
    /// <exception cref="InfrastructureException">The lab's code did what no check does.</exception>
    public async Task<(TimeSpan Cpu, long PeakBytes)> TakeUsageAsync()
    {
        try
        {
            await Task.WhenAll(_ending.Keys).WaitAsync(SandboxTimes.Kill);
        }
        catch (TimeoutException)
        {
            // Its processes are killed by the kernel and its folder is removed by us; only new files keep it.
            Break("what it left goes on writing into a world that has ended");
        }

        RequireNoBreach();
        return _usage.Take();
    }

    /// <summary>Checks in whose worlds the disk's limit was passed, with the words for the student; known once the usage is.</summary>
    public IReadOnlyDictionary<string, string> TakeExcesses()
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        while (_excesses.TryDequeue(out var excess))
            taken.TryAdd(excess.Check, excess.Words);
        return taken;
    }

    public async ValueTask DisposeAsync()
    {
        _closing = true;
        await _process.DisposeAsync();
        await _reading;
        await Task.WhenAll(_opening.Keys);
        await Task.WhenAll(_ending.Keys);
        foreach (var number in _worlds.Keys)
            await EndWorldAsync(number, check: null);
        _home.Dispose();
        FolderTree.Remove(_setting.Home);
        if (_setting.JudgeAccount is { } account)
            _setting.Sandbox.Accounts!.Return(account);
    }

    private const string Remedy = "Run the lab again; if it happens again, lab validate says more about the lab.";

    private Task WriteAsync(GraderToJudge request) => _stream.WriteAsync(request, WireJson.Default.GraderToJudge, CancellationToken.None);

    private async Task ReadAsync()
    {
        try
        {
            while (await _stream.ReadAsync(StrictWire.JudgeToGrader, CancellationToken.None) is { } reply)
                Take(reply);
        }
        catch (BrokenMessageException error) when (!error.IsCutOff)
        {
            Break($"it told the grader what no check tells: {error.Message}");
        }
        catch (Exception error) when (error is IOException or BrokenMessageException or ObjectDisposedException)
        {
            // It died.
        }

        IsUsable = false;
        _replies.Writer.TryComplete();
    }

    private void Take(JudgeToGrader reply)
    {
        switch (reply)
        {
            case JudgeToGrader.OpenWorld open:
                RequireTurn(open.World);
                Keep(_opening, OpenWorldAsync(open.World));
                break;
            case JudgeToGrader.PlaceHost place:
                _ = GuardAsync(place.World, place.Host, PlaceHostAsync(WorldOf(place.World), place.World, place.Host));
                break;
            case JudgeToGrader.StartHost start:
                _ = GuardAsync(start.World, start.Host, StartHostAsync(WorldOf(start.World), start.World, start.Host));
                break;
            case JudgeToGrader.StopHost stop:
                WorldOf(stop.World)?.StopHost(stop.Host);
                break;
            case JudgeToGrader.SwitchServer change:
                _ = SwitchServerAsync(WorldOf(change.World), change);
                break;
            case JudgeToGrader.Settle settle:
                _ = SettleAsync(WorldOf(settle.World), settle);
                break;
            case JudgeToGrader.EndWorld end:
                if (WorldOf(end.World) is not null)
                    Keep(_ending, EndWorldAsync(end.World, end.CheckId));
                break;
            default:
                _replies.Writer.TryWrite(reply);
                break;
        }
    }

    private void RequireTurn(int world)
    {
        if (world != ++_lastWorld)
            throw new BrokenMessageException($"a world {world} where {_lastWorld} would be the next");
        if (_worlds.Count + _opening.Count >= MostWorlds)
            throw new BrokenMessageException($"more than {MostWorlds} worlds at once");
    }

    /// <returns>Null where it has ended, or never began.</returns>
    private GraderWorld? WorldOf(int number) => number >= 1 && number <= _lastWorld
        ? _worlds.GetValueOrDefault(number)
        : throw new BrokenMessageException($"a world {number}, which was never opened");

    // Kept until it is done, so that nothing is left running or lying about when the judge is let go.
    private static void Keep(ConcurrentDictionary<Task, bool> kept, Task work)
    {
        kept[work] = true;
        _ = work.ContinueWith(done => kept.TryRemove(done, out _), TaskScheduler.Default);
    }

    private async Task OpenWorldAsync(int number)
    {
        GraderToJudge.WorldOpened opened;
        try
        {
            (var world, opened) = await GraderWorld.OpenAsync(number, _setting, CancellationToken.None);
            _worlds[number] = world;
        }
        catch (Exception error)
        {
            // Whatever it is, the judge waits for an answer.
            var remedy = (error as InfrastructureException)?.Remedy;
            opened = new GraderToJudge.WorldOpened(number, "", new Dictionary<string, ServicePlace>(StringComparer.Ordinal), $"{error.Message} {remedy}".Trim());
        }

        await TellAsync(opened);
    }

    private async Task PlaceHostAsync(GraderWorld? world, int number, int host)
    {
        var isPlaced = world is not null && await world.PlaceHostAsync(host, request => _ = TellAsync(request));
        await TellAsync(isPlaced ? new GraderToJudge.HostPlaced(number, host) : new GraderToJudge.HostRefused(number, host, "Its world is at its end."));
    }

    private async Task StartHostAsync(GraderWorld? world, int number, int host)
    {
        if (world is null || await world.StartHostAsync(host) is not { } process)
            return;
        var end = await process.Ended;
        _usage.Add(end);
        world.Take(host, end);
        await TellAsync(new GraderToJudge.HostEnded(number, host, new HostExit(
            end.Code, end.OutOfMemory, end.LastWords, (long)end.Cpu.TotalMilliseconds, end.PeakBytes)));
    }

    private async Task SwitchServerAsync(GraderWorld? world, JudgeToGrader.SwitchServer change)
    {
        string? problem = null;
        try
        {
            await (world?.SwitchServerAsync(change.Kind, change.On) ?? Task.CompletedTask);
        }
        catch (BrokenMessageException error)
        {
            Break($"it told the grader what no check tells: {error.Message}");
        }
        catch (Exception error)
        {
            problem = error.Message;
        }

        await TellAsync(new GraderToJudge.ServerSwitched(change.World, change.Kind, problem));
    }

    private async Task SettleAsync(GraderWorld? world, JudgeToGrader.Settle settle)
    {
        try
        {
            if (world is not null)
                await world.SettleAsync(told => _ = TellAsync(told));
        }
        catch (FolderExchangedException error)
        {
            Break(error.Message);
            return;
        }

        await TellAsync(new GraderToJudge.Settled(settle.World, settle.Number));
    }

    private async Task GuardAsync(int number, int host, Task work)
    {
        try
        {
            await work;
        }
        catch (Exception error) when (error is BrokenMessageException or FolderExchangedException)
        {
            Break(error is BrokenMessageException ? $"it told the grader what no check tells: {error.Message}" : error.Message);
        }
        catch (Exception error)
        {
            await TellAsync(new GraderToJudge.HostRefused(number, host, error.Message));
        }
    }

    private async Task EndWorldAsync(int number, string? check)
    {
        if (!_worlds.TryRemove(number, out var world))
            return;
        try
        {
            await world.DisposeAsync();
        }
        catch (IOException error)
        {
            Break($"a folder of a world could not be removed, {error.Message}");
        }

        if (check is not null && world.Exceeded is { } words)
            _excesses.Enqueue((check, words));
    }

    private async Task TellAsync(GraderToJudge request)
    {
        if (_closing)
            return;
        try
        {
            await WriteAsync(request);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The judge is gone; who waits for it is told by the end of its stream.
        }
    }
}
