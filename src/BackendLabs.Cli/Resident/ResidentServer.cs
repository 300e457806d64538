using System.Net.Sockets;
using BackendLabs.Contract;
using BackendLabs.Grader;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Resident;

/// <summary>
/// Serves the commands of one user with one grader that stays ready. It ends when nobody has asked for a while, and lets
/// go what it keeps warm before that.
/// </summary>
internal sealed class ResidentServer(ResidentPlace place, Func<LabGrader> open, ResidentTimes times, TimeProvider time) : IAsyncDisposable
{
    private readonly long _began = time.GetTimestamp();
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _changing = new(1, 1);
    private readonly Lock _counting = new();
    private readonly HashSet<Task> _serving = [];
    private LabGrader? _grader;
    private int _connected;
    private long _lastUse = time.GetTimestamp();

    /// <summary>Serves until nobody asks any more, somebody says stop, or it is cancelled.</summary>
    /// <param name="ready">Told once commands can connect.</param>
    public async Task RunAsync(Action ready, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        // A socket that is there is a dead one's: the lock is ours.
        File.Delete(place.Socket);
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(place.Socket));
        File.SetUnixFileMode(place.Socket, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        listener.Listen();
        ready();
        var idling = WatchIdleAsync(stop.Token);
        try
        {
            while (true)
                Keep(ServeAsync(await listener.AcceptAsync(stop.Token), stop.Token));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            File.Delete(place.Socket);
        }

        await idling;
        Task[] left;
        lock (_counting)
            left = [.. _serving];
        await Task.WhenAll(left);
    }

    public async ValueTask DisposeAsync()
    {
        if (_grader is not null)
            await _grader.DisposeAsync();
        _stop.Dispose();
        _changing.Dispose();
    }

    private void Keep(Task serving)
    {
        lock (_counting)
            _serving.Add(serving);
        _ = serving.ContinueWith(
            done =>
            {
                lock (_counting)
                    _serving.Remove(done);
            },
            TaskScheduler.Default);
    }

    private async Task ServeAsync(Socket peer, CancellationToken stop)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await using var stream = new NetworkStream(peer, ownsSocket: true);
        if (!ResidentCalls.IsOwn(peer))
            return;
        Begin();
        try
        {
            var messages = new MessageStream(stream, stream, WireLimits.Judge);
            if (await messages.ReadAsync(ResidentJson.Default.CommandToResident, stop) is not { } asked)
                return;
            // Nothing more is said to us: whatever comes now is the end of it.
            var gone = WaitForEndAsync(stream, leaving);
            await AnswerAsync(asked, answer => messages.WriteAsync(answer, ResidentJson.Default.ResidentToCommand, CancellationToken.None), leaving.Token);
            await leaving.CancelAsync();
            await gone;
        }
        catch (Exception error) when (error is IOException or SocketException or BrokenMessageException or OperationCanceledException or ObjectDisposedException)
        {
            // The command has ended, or this does.
        }
        finally
        {
            End();
        }
    }

    private static async Task WaitForEndAsync(NetworkStream stream, CancellationTokenSource leaving)
    {
        try
        {
            _ = await stream.ReadAsync(new byte[1], leaving.Token);
            await leaving.CancelAsync();
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException)
        {
            await leaving.CancelAsync();
        }
    }

    private async Task AnswerAsync(CommandToResident asked, Func<ResidentToCommand, Task> answer, CancellationToken cancellationToken)
    {
        switch (asked)
        {
            case CommandToResident.Prepare prepare:
                if (Read(prepare.Lab).Lab is { } known)
                    (await GraderAsync()).Prepare(known);
                break;
            case CommandToResident.Run run:
                await answer(await RunAsync(run, answer, cancellationToken));
                break;
            case CommandToResident.Look:
                await answer(State());
                break;
            case CommandToResident.Stop:
                await _stop.CancelAsync();
                break;
        }
    }

    private async Task<ResidentToCommand> RunAsync(CommandToResident.Run run, Func<ResidentToCommand, Task> answer, CancellationToken cancellationToken)
    {
        var (lab, reason) = Read(run.Lab);
        if (lab is null)
            return new ResidentToCommand.Unknown(reason);
        var grader = await GraderAsync();
        await using var telling = new Telling(answer);
        var report = await grader.RunAsync(new RunRequest(lab, run.Source, run.FileName, run.Options), telling, cancellationToken);
        await telling.DisposeAsync();
        return new ResidentToCommand.Ended(report);
    }

    // The command has read the lab itself, and shows its words: both must have the same.
    private static (Lab? Lab, string Reason) Read(LabPlace place)
    {
        if (LabReader.Read(place.Root, place.Id) is not LabReading.Good { Lab: var lab })
            return (null, $"{place.Id} cannot be read from {place.Root}.");
        return lab.Digest == place.Digest ? (lab, "") : (null, $"{place.Id} has changed.");
    }

    private ResidentToCommand.State State()
    {
        var load = _grader?.Load ?? GraderLoad.None;
        return new ResidentToCommand.State(
            Environment.ProcessId, load.Running, load.Waiting, Environment.ProcessorCount, LabGrader.MemoryOfAll(), time.GetElapsedTime(_began), load.Warm);
    }

    private async Task<LabGrader> GraderAsync()
    {
        await _changing.WaitAsync();
        try
        {
            return _grader ??= open();
        }
        finally
        {
            _changing.Release();
        }
    }

    private void Begin()
    {
        lock (_counting)
            _connected++;
    }

    private void End()
    {
        lock (_counting)
        {
            _connected--;
            _lastUse = time.GetTimestamp();
        }
    }

    private TimeSpan IdleFor()
    {
        lock (_counting)
            return _connected > 0 ? TimeSpan.Zero : time.GetElapsedTime(_lastUse);
    }

    private async Task WatchIdleAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(times.Look, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                var idle = IdleFor();
                if (idle >= times.Idle)
                    await _stop.CancelAsync();
                else if (idle >= times.Warm)
                    await CoolAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // It ends.
        }
    }

    // Judges, worlds and compilers end; the next command finds a process that runs, and begins with new ones.
    private async Task CoolAsync()
    {
        await _changing.WaitAsync();
        try
        {
            if (_grader is null || IdleFor() < times.Warm)
                return;
            await _grader.DisposeAsync();
            _grader = null;
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Passes on what a run tells, in its order, without holding up the run.</summary>
    private sealed class Telling(Func<ResidentToCommand, Task> answer) : IProgress<RunProgress>, IAsyncDisposable
    {
        private readonly Lock _lock = new();
        private Task _last = Task.CompletedTask;

        public void Report(RunProgress value)
        {
            lock (_lock)
                _last = SendAsync(_last, value);
        }

        public async ValueTask DisposeAsync() => await _last.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        private async Task SendAsync(Task before, RunProgress value)
        {
            await before;
            await answer(new ResidentToCommand.Progress(value));
        }
    }
}

/// <summary>How long a resident grader goes on without being asked.</summary>
/// <param name="Warm">It keeps judges, worlds and compilers ready.</param>
/// <param name="Idle">It lives.</param>
/// <param name="Look">Between two looks at the clock.</param>
internal sealed record ResidentTimes(TimeSpan Warm, TimeSpan Idle, TimeSpan Look)
{
    public static ResidentTimes Usual { get; } = new(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromSeconds(10));
}
