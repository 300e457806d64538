// fails: waits-for-the-end
// breaks: to-its-end
// Takes "started" for "done", and so reads the log of a job that has hardly begun.
async Task<JobResult> RunJobAsync(DockerClient docker, string image, string[] command)
{
    var created = await docker.Containers.CreateContainerAsync(new CreateContainerParameters { Image = image, Cmd = command });
    try
    {
        await docker.Containers.StartContainerAsync(created.ID, new ContainerStartParameters());
        using var log = await docker.Containers.GetContainerLogsAsync(
            created.ID, tty: false, new ContainerLogsParameters { ShowStdout = true, ShowStderr = true });
        var (output, errors) = await log.ReadOutputToEndAsync(CancellationToken.None);
        var now = await docker.Containers.InspectContainerAsync(created.ID);
        return new JobResult(now.State.ExitCode, output, errors);
    }
    finally
    {
        await docker.Containers.RemoveContainerAsync(created.ID, new ContainerRemoveParameters { Force = true });
    }
}
