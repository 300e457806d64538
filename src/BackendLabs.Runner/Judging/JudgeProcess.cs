using System.Collections.Concurrent;
using System.Threading.Channels;
using BackendLabs.Contract;
using BackendLabs.Runner.Sandboxing;

namespace BackendLabs.Runner.Judging;

/// <summary>
/// A judge that serves one lab version: the grader's end of it. The judge asks for worlds and processes, the grader
/// starts and ends them. A judge that dies or no longer makes sense is not repaired but replaced.
/// </summary>
internal sealed class JudgeProcess : IAsyncDisposable
{
    private readonly ISandboxedProcess _process;
    private readonly MessageStream _stream;
    private readonly WorldSetting _setting;
    private readonly ConcurrentDictionary<int, GraderWorld> _worlds = new();
    private readonly ConcurrentDictionary<Task, bool> _opening = new();
    private readonly ConcurrentDictionary<Task, bool> _ending = new();
    private readonly Channel<JudgeReply> _replies = Channel.CreateUnbounded<JudgeReply>();
    private readonly HostUsage _usage = new();
    private readonly Task _reading;
    private bool _closing;

    private JudgeProcess(ISandboxedProcess process, WorldSetting setting)
    {
        _process = process;
        _setting = setting;
        _stream = new MessageStream(process.Output, process.Input, WireLimits.Judge);
        _reading = ReadAsync();
    }

    /// <summary>Whether it may serve another run.</summary>
    public bool IsUsable { get; private set; } = true;

    public static async Task<JudgeProcess> StartAsync(WorldSetting setting)
    {
        var sandbox = setting.Sandbox;
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
        });
        return new JudgeProcess(process, setting);
    }

    /// <exception cref="JudgeLostException">It died, or no longer takes what it is sent.</exception>
    public async Task SendAsync(JudgeRequest request)
    {
        try
        {
            await WriteAsync(request).WaitAsync(RunnerTimes.Send);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            IsUsable = false;
            throw new JudgeLostException("The judge ended before it could be asked.", Remedy);
        }
        catch (TimeoutException)
        {
            IsUsable = false;
            throw new JudgeLostException($"The judge took no message within {RunnerTimes.Send.TotalSeconds:0} seconds.", Remedy);
        }
    }

    /// <summary>The next reply that is not about worlds.</summary>
    /// <exception cref="JudgeLostException">The judge died or took longer than <paramref name="patience"/>.</exception>
    public async Task<JudgeReply> NextAsync(TimeSpan patience, CancellationToken cancellationToken)
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
        await Task.WhenAny(_process.Ended, Task.Delay(RunnerTimes.OwnEnd));
        _process.Kill();
        return await _process.Ended;
    }

    /// <summary>Marks it as not to be used again.</summary>
    public void GiveUp() => IsUsable = false;

    /// <summary>What the student's processes have used since the last call, those of ended worlds included.</summary>
    public async Task<(TimeSpan Cpu, long PeakBytes)> TakeUsageAsync()
    {
        await Task.WhenAll(_ending.Keys).WaitAsync(RunnerTimes.Kill);
        return _usage.Take();
    }

    public async ValueTask DisposeAsync()
    {
        _closing = true;
        await _process.DisposeAsync();
        await _reading;
        await Task.WhenAll(_opening.Keys);
        await Task.WhenAll(_ending.Keys);
        foreach (var number in _worlds.Keys)
            await EndWorldAsync(number);
        FolderTree.Remove(_setting.Home);
        if (_setting.JudgeAccount is { } account)
            _setting.Sandbox.Accounts!.Return(account);
    }

    private const string Remedy = "Run the lab again; if it happens again, lab validate says more about the lab.";

    private Task WriteAsync(JudgeRequest request) => _stream.WriteAsync(request, WireJson.Default.JudgeRequest, CancellationToken.None);

    private async Task ReadAsync()
    {
        try
        {
            while (await _stream.ReadAsync(WireJson.Default.JudgeReply, CancellationToken.None) is { } reply)
                Take(reply);
        }
        catch (Exception error) when (error is IOException or BrokenMessageException or ObjectDisposedException)
        {
            // It died, or what it says is no longer to be believed.
        }

        IsUsable = false;
        _replies.Writer.TryComplete();
    }

    private void Take(JudgeReply reply)
    {
        switch (reply)
        {
            case JudgeReply.OpenWorld open:
                Keep(_opening, OpenWorldAsync(open.World));
                break;
            case JudgeReply.StartHost start:
                _ = StartHostAsync(start.World, start.Host);
                break;
            case JudgeReply.StopHost stop:
                if (_worlds.TryGetValue(stop.World, out var world))
                    world.StopHost(stop.Host);
                break;
            case JudgeReply.Settle settle:
                _ = TellAsync(new JudgeRequest.Settled(settle.World, settle.Number));
                break;
            case JudgeReply.EndWorld end:
                Keep(_ending, EndWorldAsync(end.World));
                break;
            default:
                _replies.Writer.TryWrite(reply);
                break;
        }
    }

    // Kept until it is done, so that nothing is left running or lying about when the judge is let go.
    private static void Keep(ConcurrentDictionary<Task, bool> kept, Task work)
    {
        kept[work] = true;
        _ = work.ContinueWith(done => kept.TryRemove(done, out _), TaskScheduler.Default);
    }

    private async Task OpenWorldAsync(int number)
    {
        JudgeRequest.WorldOpened opened;
        try
        {
            (var world, opened) = await GraderWorld.OpenAsync(number, _setting, CancellationToken.None);
            _worlds[number] = world;
        }
        catch (Exception error)
        {
            // Whatever it is, the judge waits for an answer.
            var remedy = (error as InfrastructureException)?.Remedy;
            opened = new JudgeRequest.WorldOpened(number, "", null, null, null, $"{error.Message} {remedy}".Trim());
        }

        await TellAsync(opened);
    }

    private async Task StartHostAsync(int number, int host)
    {
        try
        {
            if (!_worlds.TryGetValue(number, out var world))
                return;
            if (await world.StartHostAsync(host, request => _ = TellAsync(request)) is not { } process)
                return;
            var end = await process.Ended;
            _usage.Add(end);
            await TellAsync(new JudgeRequest.HostEnded(number, host, new HostExit(
                end.Code, end.OutOfMemory, end.LastWords, (long)end.Cpu.TotalMilliseconds, end.PeakBytes)));
        }
        catch (Exception error)
        {
            await TellAsync(new JudgeRequest.HostRefused(number, host, error.Message));
        }
    }

    private async Task EndWorldAsync(int number)
    {
        if (_worlds.TryRemove(number, out var world))
            await world.DisposeAsync();
    }

    private async Task TellAsync(JudgeRequest request)
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
