using BackendLabs.Store;

namespace BackendLabs.Faults.Tests.Faults;

/// <summary>Waits for what nobody announces. Its patience is far above what a busy machine needs, and says nothing of speed.</summary>
internal static class Patient
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    public static async Task UntilAsync(Func<Task<bool>> isSo, Func<string> what)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var look = new PeriodicTimer(Look);
        while (!await isSo())
        {
            if (limit.IsCancellationRequested)
                throw new AssertionException($"It did not happen in {Patience.TotalMinutes:0} minutes: {what()}");
            await look.WaitForNextTickAsync();
        }
    }

    /// <summary>Until nothing waits and nothing runs. It goes on as long as the queue becomes shorter.</summary>
    public static async Task UntilEmptyAsync(LabStore store)
    {
        for (var length = await store.Queue.LengthAsync(CancellationToken.None); length > 0;)
        {
            var before = length;
            await UntilAsync(async () => (length = await store.Queue.LengthAsync(CancellationToken.None)) < before, () => $"a queue shorter than {before}");
        }
    }

    public static Task UntilAsync(Func<bool> isSo, Func<string> what) => UntilAsync(() => Task.FromResult(isSo()), what);
}
