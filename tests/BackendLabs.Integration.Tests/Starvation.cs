using System.Diagnostics;
using BackendLabs.Grader;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests;

/// <summary>
/// A machine that does not get round to a snippet: its process is stopped (SIGSTOP) while a thread of a certain name is in it,
/// and stays so until it is ended. What it does not answer meanwhile says nothing about the code.
/// </summary>
internal sealed class Starvation : IAsyncDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly HashSet<int> _stopped = [];
    private readonly LabGrader _runner;
    private readonly string _thread;
    private readonly int _most;
    private readonly Task _stopping;

    /// <param name="thread">A thread's name, of at most 15 characters.</param>
    /// <param name="most">How many processes are stopped; those that come later run as they like.</param>
    public Starvation(LabGrader runner, string thread, int most = int.MaxValue)
    {
        (_runner, _thread, _most) = (runner, thread, most);
        _stopping = StopAsync();
    }

    /// <summary>How many processes were stopped so far.</summary>
    public int Stopped => _stopped.Count;

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _stopping;
        _over.Dispose();
    }

    private async Task StopAsync()
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!_over.IsCancellationRequested && _stopped.Count < _most)
        {
            foreach (var process in Found())
            {
                using var kill = Process.Start("kill", ["-STOP", $"{process}"]);
                await kill.WaitForExitAsync(CancellationToken.None);
                _stopped.Add(process);
            }

            await look.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private List<int> Found() => _runner.Sandbox is null
        ? []
        : [.. Traces.Of(_runner).ProcessIds().Where(id => !_stopped.Contains(id) && Traces.HasThread(id, _thread)).Take(_most - _stopped.Count)];
}
