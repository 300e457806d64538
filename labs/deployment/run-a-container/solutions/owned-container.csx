using System.IO;

// A type owns the container for as long as it is in scope; the log is followed while the job runs.
async Task<JobResult> RunJobAsync(DockerClient docker, string image, string[] command, CancellationToken cancellation)
{
    await using var job = await OwnedContainer.CreateAsync(docker.Containers, image, command, cancellation);
    return await job.RunAsync(cancellation);
}

sealed class OwnedContainer : IAsyncDisposable
{
    private readonly IContainerOperations _containers;
    private readonly string _id;

    private OwnedContainer(IContainerOperations containers, string id)
    {
        _containers = containers;
        _id = id;
    }

    public static async Task<OwnedContainer> CreateAsync(
        IContainerOperations containers, string image, IList<string> command, CancellationToken cancellation)
    {
        var parameters = new CreateContainerParameters(new Config { Image = image, Cmd = command, Labels = new Dictionary<string, string> { ["purpose"] = "job" } });
        var created = await containers.CreateContainerAsync(parameters, cancellation);
        return new OwnedContainer(containers, created.ID);
    }

    public async Task<JobResult> RunAsync(CancellationToken cancellation)
    {
        await _containers.StartContainerAsync(_id, null, cancellation);
        var follow = new ContainerLogsParameters { ShowStdout = true, ShowStderr = true, Follow = true };
        using var log = await _containers.GetContainerLogsAsync(_id, false, follow, cancellation);
        using var output = new MemoryStream();
        using var errors = new MemoryStream();

        var copying = log.CopyOutputToAsync(Stream.Null, output, errors, cancellation);
        var ended = _containers.WaitContainerAsync(_id, cancellation);
        await Task.WhenAll(copying, ended);
        return new JobResult((await ended).StatusCode, Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(errors.ToArray()));
    }

    public async ValueTask DisposeAsync() =>
        await _containers.RemoveContainerAsync(_id, new ContainerRemoveParameters { Force = true, RemoveVolumes = true }, CancellationToken.None);
}
