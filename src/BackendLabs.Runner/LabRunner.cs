using BackendLabs.Labs;

namespace BackendLabs.Runner;

/// <summary>Runs snippets against labs: the one entry of this library. It owns every process that it starts.</summary>
public sealed class LabRunner(RunnerOptions options) : IAsyncDisposable
{
    /// <summary>Starts what a run of this lab will need, so that the next run is quick. Returns at once.</summary>
    public void Prepare(Lab lab) => throw new NotSupportedException(options.AppFolder);

    /// <summary>Compiles, runs and checks one snippet.</summary>
    /// <returns>A report, whatever the snippet does and whatever of ours breaks.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; everything that was started has ended.</exception>
    public Task<RunReport> RunAsync(RunRequest request, IProgress<RunProgress>? progress, CancellationToken cancellationToken) =>
        throw new NotSupportedException(options.AppFolder);

    /// <summary>Proves a lab: its solutions, starter, wrong solutions, order, seeds, probes, files and links.</summary>
    public Task<ValidationReport> ValidateAsync(
        Lab lab, ValidationOptions validation, IProgress<ValidationProgress>? progress, CancellationToken cancellationToken) =>
        throw new NotSupportedException(options.AppFolder);

    /// <summary>The sandbox's layers on this machine.</summary>
    public Task<IReadOnlyList<LayerState>> InspectLayersAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException(options.AppFolder);

    /// <summary>Which of the kinds of service (<c>sqlite</c>, <c>redis</c>, <c>docker</c>) can be had here.</summary>
    public Task<IReadOnlyList<ServiceState>> InspectServicesAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException(options.AppFolder);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <param name="Available">Whether labs that need it can run.</param>
/// <param name="Detail">Which one, with version and place; or why there is none.</param>
/// <param name="Remedy">One line that says how to get it; null where it is there.</param>
public sealed record ServiceState(string Kind, bool Available, string Detail, string? Remedy);
