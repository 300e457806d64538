using System.Diagnostics;
using BackendLabs.Grader.Validation;

namespace BackendLabs.Grader.Tests.Judging;

internal sealed class BusyCoresTests
{
    [Test]
    public async Task The_cores_are_busy_until_the_load_is_taken_away()
    {
        using var process = Process.GetCurrentProcess();
        var threads = process.Threads.Count;
        var used = Used(process);
        await using (new BusyCores())
        {
            using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (Used(process) - used < TimeSpan.FromMilliseconds(300) || Threads(process) < threads + Environment.ProcessorCount)
                await look.WaitForNextTickAsync(patience.Token);
        }

        var after = Used(process);
        await Task.Yield();
        Assert.That(Used(process) - after, Is.LessThan(TimeSpan.FromMilliseconds(100)), "Disposing waits for every thread's end.");
    }

    private static TimeSpan Used(Process process)
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }

    private static int Threads(Process process)
    {
        process.Refresh();
        return process.Threads.Count;
    }
}
