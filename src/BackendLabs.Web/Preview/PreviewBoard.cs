using System.Runtime.CompilerServices;

namespace BackendLabs.Web.Preview;

/// <summary>The latest state, for everybody who looks.</summary>
internal sealed class PreviewBoard
{
    private readonly Lock _lock = new();
    private PreviewState? _state;
    private TaskCompletionSource _changed = Fresh();

    public PreviewState? State
    {
        get
        {
            lock (_lock)
                return _state;
        }
    }

    public void Show(PreviewState state)
    {
        lock (_lock)
        {
            _state = state;
            _changed.TrySetResult();
            _changed = Fresh();
        }
    }

    /// <summary>The state now, and each that follows; one that is slow to look misses some, never the latest.</summary>
    public async IAsyncEnumerable<PreviewState> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            PreviewState? state;
            Task changed;
            lock (_lock)
                (state, changed) = (_state, _changed.Task);
            if (state is not null)
                yield return state;
            await changed.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
