namespace BackendLabs.Grader.Tests.Containers.Client;

/// <summary>Keeps what is reported, at once and in order, and tells of it.</summary>
sealed class Reports<T> : IProgress<T>
{
    readonly List<T> _all = [];
    readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal IReadOnlyList<T> All => _all;

    internal Task First => _first.Task;

    public void Report(T value)
    {
        _all.Add(value);
        _first.TrySetResult();
    }
}
