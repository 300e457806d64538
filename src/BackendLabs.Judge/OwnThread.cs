namespace BackendLabs.Judge;

/// <summary>Runs an author's code on a thread of its own: one that spins before its first await keeps nobody else.</summary>
internal static class OwnThread
{
    public static Task Run(Func<Task> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
}
