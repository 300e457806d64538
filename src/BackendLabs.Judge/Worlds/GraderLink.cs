using System.Collections.Concurrent;
using System.Threading.Channels;
using BackendLabs.Contract;

namespace BackendLabs.Judge.Worlds;

/// <summary>What the judge asks of the grader, and what comes back: the only hands that start and end processes.</summary>
internal sealed class GraderLink
{
    private readonly Channel<JudgeToGrader> _outbox = Channel.CreateUnbounded<JudgeToGrader>(new() { SingleReader = true });
    private readonly ConcurrentDictionary<int, TaskCompletionSource<GraderToJudge.WorldOpened>> _opening = new();
    private readonly ConcurrentDictionary<(int World, int Host), TaskCompletionSource<HostExit>> _ended = new();
    private readonly ConcurrentDictionary<int, Action<GraderToJudge>> _watchers = new();
    private readonly ConcurrentDictionary<(int World, int Number), TaskCompletionSource<bool>> _settling = new();
    private readonly ConcurrentDictionary<(int World, int Host), TaskCompletionSource> _placing = new();
    private readonly ConcurrentDictionary<(int World, string Kind), TaskCompletionSource<string?>> _switching = new();
    private readonly Lock _counting = new();
    private int _lastWorld;
    private int _lastSettling;

    public ChannelReader<JudgeToGrader> Outbox => _outbox.Reader;

    public void Send(JudgeToGrader reply) => _outbox.Writer.TryWrite(reply);

    public void Complete() => _outbox.Writer.TryComplete();

    /// <exception cref="WorldException">The grader could not open it, or did not answer.</exception>
    public async Task<GraderToJudge.WorldOpened> OpenWorldAsync(CancellationToken cancellationToken)
    {
        int world;
        TaskCompletionSource<GraderToJudge.WorldOpened> opening;
        // The grader takes numbers in sequence only.
        lock (_counting)
        {
            world = ++_lastWorld;
            opening = _opening.GetOrAdd(world, _ => New<GraderToJudge.WorldOpened>());
            Send(new JudgeToGrader.OpenWorld(world));
        }

        try
        {
            var opened = await opening.Task.WaitAsync(JudgeTimes.WorldOpen, cancellationToken);
            return opened.Error is null ? opened : throw new WorldException(opened.Error);
        }
        catch (TimeoutException)
        {
            throw new WorldException($"No world was opened within {JudgeTimes.WorldOpen.TotalSeconds:0} seconds.");
        }
        finally
        {
            _opening.TryRemove(world, out _);
        }
    }

    /// <summary>Has the folder of a world's next process made; the caller keeps the numbers in sequence.</summary>
    /// <returns>Completes when the folder is there.</returns>
    public Task PlaceHost(int world, int host)
    {
        var placing = _placing.GetOrAdd((world, host), _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        Send(new JudgeToGrader.PlaceHost(world, host));
        return placing.Task;
    }

    public void StartHost(int world, int host) => Send(new JudgeToGrader.StartHost(world, host));

    public void StopHost(int world, int host) => Send(new JudgeToGrader.StopHost(world, host));

    /// <param name="checkId">The check that used it; null where none did.</param>
    public void EndWorld(int world, string? checkId)
    {
        _watchers.TryRemove(world, out _);
        foreach (var key in _ended.Keys.Where(key => key.World == world))
            _ended.TryRemove(key, out _);
        foreach (var key in _placing.Keys.Where(key => key.World == world))
            _placing.TryRemove(key, out _);
        Send(new JudgeToGrader.EndWorld(world, checkId));
    }

    /// <summary>Completes when what gates outside the judge saw of a world so far has reached its watcher.</summary>
    /// <exception cref="WorldException">The grader did not answer.</exception>
    public async Task SettleAsync(int world)
    {
        var key = (World: world, Number: Interlocked.Increment(ref _lastSettling));
        var settling = _settling.GetOrAdd(key, _ => New<bool>());
        Send(new JudgeToGrader.Settle(key.World, key.Number));
        try
        {
            await settling.Task.WaitAsync(JudgeTimes.Settle);
        }
        catch (TimeoutException)
        {
            throw new WorldException($"The gates of this world did not settle within {JudgeTimes.Settle.TotalSeconds:0} seconds.");
        }
        finally
        {
            _settling.TryRemove(key, out _);
        }
    }

    /// <summary>Kills a server of a world, or starts it again; one call at a time for each server.</summary>
    /// <exception cref="WorldException">The grader could not, or did not answer.</exception>
    public async Task SwitchServerAsync(int world, string kind, bool on)
    {
        var key = (World: world, Kind: kind);
        var switching = _switching[key] = New<string?>();
        Send(new JudgeToGrader.SwitchServer(world, kind, on));
        try
        {
            if (await switching.Task.WaitAsync(JudgeTimes.ServerSwitch) is { } problem)
                throw new WorldException(problem);
        }
        catch (TimeoutException)
        {
            throw new WorldException($"The world's {kind} could not be {(on ? "started" : "ended")} within {JudgeTimes.ServerSwitch.TotalSeconds:0} seconds.");
        }
        finally
        {
            _switching.TryRemove(key, out _);
        }
    }

    /// <summary>Completes when the grader says that the process has ended.</summary>
    public Task<HostExit> HostEndedAsync(int world, int host) => Ending(world, host).Task;

    /// <summary>What gates outside the judge see of a world goes to <paramref name="watcher"/>.</summary>
    public void Watch(int world, Action<GraderToJudge> watcher) => _watchers[world] = watcher;

    /// <returns>Whether the message was meant for a world.</returns>
    public bool Take(GraderToJudge request)
    {
        switch (request)
        {
            case GraderToJudge.WorldOpened opened:
                if (_opening.TryGetValue(opened.World, out var opening))
                    opening.TrySetResult(opened);
                return true;
            case GraderToJudge.HostPlaced placed:
                if (_placing.TryRemove((placed.World, placed.Host), out var placing))
                    placing.TrySetResult();
                return true;
            case GraderToJudge.HostRefused refused:
                Ending(refused.World, refused.Host).TrySetResult(new HostExit(Code: null, OutOfMemory: false, refused.Reason, 0, 0));
                return true;
            case GraderToJudge.HostEnded ended:
                Ending(ended.World, ended.Host).TrySetResult(ended.Exit);
                return true;
            case GraderToJudge.Settled settled:
                if (_settling.TryGetValue((settled.World, settled.Number), out var settling))
                    settling.TrySetResult(true);
                return true;
            case GraderToJudge.ServerSwitched switched:
                if (_switching.TryGetValue((switched.World, switched.Kind), out var switching))
                    switching.TrySetResult(switched.Error);
                return true;
            case GraderToJudge.ServiceSeen { World: var world }:
                Tell(world, request);
                return true;
            case GraderToJudge.ServiceRefused { World: var world }:
                Tell(world, request);
                return true;
            default:
                return false;
        }
    }

    private void Tell(int world, GraderToJudge request)
    {
        if (_watchers.TryGetValue(world, out var watcher))
            watcher(request);
    }

    private TaskCompletionSource<HostExit> Ending(int world, int host) => _ended.GetOrAdd((world, host), _ => New<HostExit>());

    private static TaskCompletionSource<T> New<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
