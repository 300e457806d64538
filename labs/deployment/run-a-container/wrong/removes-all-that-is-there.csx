// fails: leaves-nothing-behind
// breaks: others
// Runs one job at a time and removes every container that it finds afterwards, so that nothing is left for certain.
static readonly System.Threading.SemaphoreSlim door = new(1);

async Task<JobResult> RunJobAsync(DockerClient docker, string image, string[] command)
{
    await door.WaitAsync();
    try
    {
        var created = await docker.Containers.CreateContainerAsync(new CreateContainerParameters { Image = image, Cmd = command });
        await docker.Containers.StartContainerAsync(created.ID, new ContainerStartParameters());
        var end = await docker.Containers.WaitContainerAsync(created.ID);
        using var log = await docker.Containers.GetContainerLogsAsync(
            created.ID, tty: false, new ContainerLogsParameters { ShowStdout = true, ShowStderr = true });
        var (output, errors) = await log.ReadOutputToEndAsync(CancellationToken.None);
        return new JobResult(end.StatusCode, output, errors);
    }
    finally
    {
        foreach (var container in await docker.Containers.ListContainersAsync(new ContainersListParameters { All = true }))
            await docker.Containers.RemoveContainerAsync(container.ID, new ContainerRemoveParameters { Force = true });
        door.Release();
    }
}
