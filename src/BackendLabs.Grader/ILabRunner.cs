using BackendLabs.Labs;

namespace BackendLabs.Grader;

/// <summary>Runs snippets against labs: in this process, or in a grader that others share.</summary>
public interface ILabRunner : IAsyncDisposable
{
    /// <inheritdoc cref="LabGrader.Prepare"/>
    void Prepare(Lab lab);

    /// <inheritdoc cref="LabGrader.RunAsync"/>
    Task<RunReport> RunAsync(RunRequest request, IProgress<RunProgress>? progress, CancellationToken cancellationToken);
}
