namespace BackendLabs.Grader.Validation;

/// <summary>Keeps every core busy with threads that do nothing, until it is disposed.</summary>
internal sealed class BusyCores : IAsyncDisposable
{
    private readonly Task[] _spinning;
    private volatile bool _isOver;

    public BusyCores() =>
        _spinning = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Factory.StartNew(Spin, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];

    public async ValueTask DisposeAsync()
    {
        _isOver = true;
        await Task.WhenAll(_spinning);
    }

    private void Spin()
    {
        while (!_isOver)
            Thread.SpinWait(10_000);
    }
}
