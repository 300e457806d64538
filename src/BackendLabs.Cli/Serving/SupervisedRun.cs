using System.Diagnostics;
using BackendLabs.Cli.Machine;

namespace BackendLabs.Cli.Serving;

/// <summary>
/// One life of a companion. It has a session of its own, so that Ctrl+C reaches it by way of us and in order; and it
/// ends with its standard input, so that it never outlives us, however we end.
/// </summary>
internal sealed class SupervisedRun : IAsyncDisposable
{
    private static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(15);

    private readonly Process _process;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;

    private SupervisedRun(Process process, SupervisionPlan plan, SupervisionLog log, Action<string> warn)
    {
        _process = process;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput, Output), ReadAsync(process.StandardError, Complaint));

        void Output(string line)
        {
            log.Write(line);
            if (plan.IsReady(line))
                _ready.TrySetResult();
        }

        void Complaint(string line)
        {
            log.Write(line);
            if (line.StartsWith("! ", StringComparison.Ordinal))
                warn(line);
        }
    }

    /// <summary>Completes when it says that it can do its work; never where it ends before.</summary>
    public Task Ready => _ready.Task;

    public int Id => _process.Id;

    /// <param name="warn">Told of lines that begin with <c>!</c>: they are for people.</param>
    /// <exception cref="BrokenException">It could not be started.</exception>
    public static SupervisedRun Start(SupervisionPlan plan, SupervisionLog log, Action<string> warn)
    {
        string[] command = [.. Tool.Find("setsid") is { } setsid ? (string[])[setsid] : [], DotnetHost.Path, .. plan.Arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in plan.Environment)
            start.Environment[name] = value;
        start.Environment[OwnersPipe.Variable] = "1";
        return new SupervisedRun(Tool.Start(start), plan, log, warn);
    }

    /// <summary>Completes when it has ended, and all that it said was read.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        // What it started may hold its output open after it.
        await Task.WhenAny(_reading, Task.Delay(TimeSpan.FromSeconds(1), cancellationToken));
        return _process.ExitCode;
    }

    /// <summary>Asks it to end, waits, and kills what does not.</summary>
    public async ValueTask DisposeAsync()
    {
        Signal.Terminate(_process);
        using var limit = new CancellationTokenSource(EndWithin);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    private static async Task ReadAsync(StreamReader reader, Action<string> take)
    {
        try
        {
            while (await reader.ReadLineAsync(CancellationToken.None) is { } line)
                take(line);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // It has ended, and with it what it said.
        }
    }
}
