namespace BackendLabs.Judge.Services;

/// <summary>
/// What a probe shows to each of the snippet's processes in place of one service: a copy of its own, as the service was
/// when the process was first called, gone with the process. What it writes there is what an answer would keep in
/// static memory.
/// </summary>
internal abstract class OwnCopies
{
    private readonly SemaphoreSlim _copying = new(1, 1);
    private readonly HashSet<int> _taken = [];
    private readonly Dictionary<int, HashSet<string>> _written = [];

    /// <summary>Whether a process has read what it had written itself: only then does a check that passes rest on what was kept.</summary>
    public bool WasReadBack { get; protected set; }

    protected Lock Guard { get; } = new();

    /// <summary>The processes that have a copy.</summary>
    protected IReadOnlyList<int> Taken
    {
        get
        {
            lock (Guard)
                return [.. _taken];
        }
    }

    /// <summary>Before a process loads the snippet.</summary>
    /// <returns>What it has to know to reach its copy; null for nothing.</returns>
    public virtual Task<string?> BeginAsync(int host) => Task.FromResult<string?>(null);

    /// <summary>Before a process is called: the first time, the copy becomes what the service is by then.</summary>
    public async Task TakeAsync(int host, CancellationToken cancellationToken)
    {
        await _copying.WaitAsync(cancellationToken);
        try
        {
            lock (Guard)
            {
                if (!_taken.Add(host))
                    return;
            }

            await FillAsync(host, cancellationToken);
        }
        finally
        {
            _copying.Release();
        }
    }

    protected abstract Task FillAsync(int host, CancellationToken cancellationToken);

    /// <summary>Names of what a process has written; only under <see cref="Guard"/>.</summary>
    protected HashSet<string> WrittenBy(int host)
    {
        if (!_written.TryGetValue(host, out var written))
            _written[host] = written = new HashSet<string>(StringComparer.Ordinal);
        return written;
    }
}
