using BackendLabs.Faults.Tests.Faults;

namespace BackendLabs.Faults.Tests.Load;

/// <summary>The most memory that a process and all below it held at any look.</summary>
internal sealed class MemoryWatch : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _ending = new();
    private readonly int _process;
    private readonly Task _looking;
    private long _most;

    public MemoryWatch(int process)
    {
        _process = process;
        _looking = LookAsync();
    }

    public long MostMebibytes => _most >> 20;

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _looking;
        _ending.Dispose();
    }

    private async Task LookAsync()
    {
        using var look = new PeriodicTimer(Look);
        using var stop = _ending.Token.Register(look.Dispose);
        do
        {
            _most = Math.Max(_most, Machine.Below(_process, "").Append(_process).Sum(Resident));
        }
        while (await look.WaitForNextTickAsync(CancellationToken.None));
    }

    // Pages that several share count for each of them.
    private static long Resident(int process)
    {
        try
        {
            // https://man7.org/linux/man-pages/man5/proc_pid_statm.5.html: the second number, in pages.
            return long.Parse(File.ReadAllText($"/proc/{process}/statm").Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture) * Environment.SystemPageSize;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
