// fails: waits-for-the-end
// breaks: awaited, to-its-end
// Begins to start the container and waits for its end at once. What has not started yet is not running either.
async Task<JobResult> RunJobAsync(DockerClient docker, string image, string[] command)
{
    var created = await docker.Containers.CreateContainerAsync(new CreateContainerParameters { Image = image, Cmd = command });
    try
    {
        _ = docker.Containers.StartContainerAsync(created.ID, new ContainerStartParameters());
        var end = await docker.Containers.WaitContainerAsync(created.ID);
        using var log = await docker.Containers.GetContainerLogsAsync(
            created.ID, tty: false, new ContainerLogsParameters { ShowStdout = true, ShowStderr = true });
        var (output, errors) = await log.ReadOutputToEndAsync(CancellationToken.None);
        return new JobResult(end.StatusCode, output, errors);
    }
    finally
    {
        await docker.Containers.RemoveContainerAsync(created.ID, new ContainerRemoveParameters { Force = true });
    }
}
