using System.Net.Sockets;
using BackendLabs.Contract;
using BackendLabs.Grader;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Resident;

/// <summary>
/// Has the resident grader run what a command asks. One that ends in mid-run is replaced by another, and the run begins
/// anew; where none can be had, the command runs it by itself.
/// </summary>
internal sealed class ResidentRunner(ResidentPlace place, Func<LabGrader> openAlone, TimeProvider time) : ILabRunner
{
    /// <summary>A run that has lost its grader so often is what ends graders.</summary>
    private const int MostTries = 3;

    private LabGrader? _alone;
    private Task _preparing = Task.CompletedTask;

    public void Prepare(Lab lab) => _preparing = PrepareAsync(lab);

    public async Task<RunReport> RunAsync(RunRequest request, IProgress<RunProgress>? progress, CancellationToken cancellationToken)
    {
        for (var tries = 0; _alone is null && tries < MostTries; tries++)
        {
            try
            {
                await using var client = await ResidentClient.ConnectOrStartAsync(place, time, cancellationToken);
                await client.SendAsync(new CommandToResident.Run(PlaceOf(request.Lab), request.Source, request.FileName, request.Options), cancellationToken);
                if (await FollowAsync(client, progress, cancellationToken) is { } report)
                    return report;
            }
            catch (LabDiffersException)
            {
                break;
            }
            catch (Exception error) when (error is IOException or SocketException or BrokenMessageException or UnauthorizedAccessException)
            {
                // It has ended, or cannot be had.
            }
        }

        _alone ??= openAlone();
        return await _alone.RunAsync(request, progress, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _preparing;
        if (_alone is not null)
            await _alone.DisposeAsync();
    }

    // Null where it ended before the run did.
    private static async Task<RunReport?> FollowAsync(ResidentClient client, IProgress<RunProgress>? progress, CancellationToken cancellationToken)
    {
        while (true)
        {
            switch (await client.ReadAsync(cancellationToken))
            {
                case ResidentToCommand.Progress told:
                    progress?.Report(told.What);
                    break;
                case ResidentToCommand.Ended ended:
                    return ended.Report;
                case ResidentToCommand.Unknown:
                    throw new LabDiffersException();
                case null:
                    return null;
            }
        }
    }

    private async Task PrepareAsync(Lab lab)
    {
        try
        {
            await using var client = await ResidentClient.ConnectOrStartAsync(place, time, CancellationToken.None);
            await client.SendAsync(new CommandToResident.Prepare(PlaceOf(lab)), CancellationToken.None);
            // It closes when it has begun.
            _ = await client.ReadAsync(CancellationToken.None);
        }
        catch (Exception error) when (error is IOException or SocketException or BrokenMessageException or UnauthorizedAccessException)
        {
            // The run that follows sees to it.
        }
    }

    private static LabPlace PlaceOf(Lab lab) => new(Path.GetFullPath(Path.Combine(lab.Folder, "..", "..")), lab.Id, lab.Digest);

    private sealed class LabDiffersException : Exception;
}
