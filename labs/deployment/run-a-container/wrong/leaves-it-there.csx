// fails: leaves-nothing-behind
// breaks: nothing-behind
// Never removes the container.
async Task<JobResult> RunJobAsync(DockerClient docker, string image, string[] command)
{
    var created = await docker.Containers.CreateContainerAsync(new CreateContainerParameters { Image = image, Cmd = command });
    await docker.Containers.StartContainerAsync(created.ID, new ContainerStartParameters());
    var end = await docker.Containers.WaitContainerAsync(created.ID);
    using var log = await docker.Containers.GetContainerLogsAsync(
        created.ID, tty: false, new ContainerLogsParameters { ShowStdout = true, ShowStderr = true });
    var (output, errors) = await log.ReadOutputToEndAsync(CancellationToken.None);
    return new JobResult(end.StatusCode, output, errors);
}
