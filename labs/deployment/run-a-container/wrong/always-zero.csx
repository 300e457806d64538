// fails: reports-the-exit-code
// breaks: exit-code
// Waits for the end, and does not look at how the job ended.
async Task<JobResult> RunJobAsync(DockerClient docker, string image, string[] command)
{
    var created = await docker.Containers.CreateContainerAsync(new CreateContainerParameters { Image = image, Cmd = command });
    try
    {
        await docker.Containers.StartContainerAsync(created.ID, new ContainerStartParameters());
        await docker.Containers.WaitContainerAsync(created.ID);
        using var log = await docker.Containers.GetContainerLogsAsync(
            created.ID, tty: false, new ContainerLogsParameters { ShowStdout = true, ShowStderr = true });
        var (output, errors) = await log.ReadOutputToEndAsync(CancellationToken.None);
        return new JobResult(0, output, errors);
    }
    finally
    {
        await docker.Containers.RemoveContainerAsync(created.ID, new ContainerRemoveParameters { Force = true });
    }
}
