// fails: keeps-errors-apart
// breaks: as-they-are
// Asks for standard output alone, so what a failing job has to say is lost.
async Task<JobResult> RunJobAsync(DockerClient docker, string image, string[] command)
{
    var created = await docker.Containers.CreateContainerAsync(new CreateContainerParameters { Image = image, Cmd = command });
    try
    {
        await docker.Containers.StartContainerAsync(created.ID, new ContainerStartParameters());
        var end = await docker.Containers.WaitContainerAsync(created.ID);
        using var log = await docker.Containers.GetContainerLogsAsync(
            created.ID, tty: false, new ContainerLogsParameters { ShowStdout = true });
        var (output, errors) = await log.ReadOutputToEndAsync(CancellationToken.None);
        return new JobResult(end.StatusCode, output, errors);
    }
    finally
    {
        await docker.Containers.RemoveContainerAsync(created.ID, new ContainerRemoveParameters { Force = true });
    }
}
