// fails: reports-the-exit-code
// breaks: as-they-are
// Reads no log where the job has failed. What it wrote until then, and why it failed, is lost.
async Task<JobResult> RunJobAsync(DockerClient docker, string image, string[] command)
{
    var created = await docker.Containers.CreateContainerAsync(new CreateContainerParameters { Image = image, Cmd = command });
    try
    {
        await docker.Containers.StartContainerAsync(created.ID, new ContainerStartParameters());
        var end = await docker.Containers.WaitContainerAsync(created.ID);
        if (end.StatusCode != 0)
            return new JobResult(end.StatusCode, "", "");
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
