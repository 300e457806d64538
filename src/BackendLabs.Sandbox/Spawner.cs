using System.Collections.Concurrent;
using System.Diagnostics;

namespace BackendLabs.Sandbox;

/// <summary>
/// Starts processes from one thread that lives as long as this object. The kernel's parent-death signal, which
/// bubblewrap asks for, fires when the thread that started a process ends, not the process (prctl(2)); threads of the
/// pool come and go.
/// </summary>
internal sealed class Spawner : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];

    public Spawner() => new Thread(Work) { IsBackground = true, Name = "spawner" }.Start();

    public Task<Process> StartAsync(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try
            {
                Native.KeepDescriptorsFromChildren();
                started.SetResult(Process.Start(start)!);
            }
            catch (Exception error)
            {
                started.SetException(error);
            }
        });
        return started.Task;
    }

    /// <summary>Ends what is still running by the parent-death signal.</summary>
    public void Dispose() => _work.CompleteAdding();

    private void Work()
    {
        foreach (var action in _work.GetConsumingEnumerable())
            action();
        _work.Dispose();
    }
}
