using BackendLabs.Contract;

namespace BackendLabs.Judge.Worlds;

/// <summary>One of a world's snippet processes and, after a restart, the one that takes its place: to a check, one client.</summary>
/// <param name="number">From 1.</param>
internal sealed class WorldClient(World world, int number)
{
    private HostConnection? _host;

    public int Number => number;

    /// <summary>Of the present process, from 1; no two processes of a world have the same.</summary>
    public int HostNumber { get; private set; }

    public HostConnection Host => _host ?? throw new InvalidOperationException("The client's process has not been started.");

    /// <exception cref="WorldException">It did not start.</exception>
    public Task StartAsync(CancellationToken cancellationToken) => StartAsync(Task.CompletedTask, cancellationToken);

    /// <summary>Ends the process and starts another, which has none of the student's code yet. Starting takes as long as it does beside the other's end.</summary>
    /// <exception cref="WorldException">The old one did not end, or the new one not start.</exception>
    public Task RestartAsync() => StartAsync(EndAsync(), CancellationToken.None);

    /// <summary>Completes when the process has ended, by itself or not.</summary>
    public Task<HostExit> EndedAsync() => world.HostEndedAsync(HostNumber);

    /// <summary>Kills the process and waits until it is gone.</summary>
    /// <exception cref="WorldException">It was not.</exception>
    public async Task<HostExit> EndAsync()
    {
        var exit = await world.EndHostAsync(HostNumber);
        if (_host is not null)
            await _host.DisposeAsync();
        return exit;
    }

    // The present process is the client's until it has ended: what it still says is its own.
    private async Task StartAsync(Task ending, CancellationToken cancellationToken)
    {
        var starting = world.NextHostAsync(this, cancellationToken);
        try
        {
            await ending;
        }
        finally
        {
            (HostNumber, _host) = await starting;
        }
    }

    /// <summary>Closes the connection once the process has ended, or should have by then.</summary>
    public Task CloseAfterEndAsync() => _host is null ? Task.CompletedTask : CloseAfterEndAsync(_host);

    /// <inheritdoc cref="CloseAfterEndAsync()"/>
    public static async Task CloseAfterEndAsync(HostConnection host)
    {
        await host.Closed.WaitAsync(JudgeTimes.HostEnd).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await host.DisposeAsync();
    }
}
