// fails: leaves-nothing-behind
// breaks: nothing-behind
// Removes the container at the end, where an exception on the way never arrives.
async Task<JobResult> RunJobAsync(DockerClient docker, string image, string[] command)
{
    var created = await docker.Containers.CreateContainerAsync(new CreateContainerParameters { Image = image, Cmd = command });
    await docker.Containers.StartContainerAsync(created.ID, new ContainerStartParameters());
    var end = await docker.Containers.WaitContainerAsync(created.ID);
    using var log = await docker.Containers.GetContainerLogsAsync(
        created.ID, tty: false, new ContainerLogsParameters { ShowStdout = true, ShowStderr = true });
    var (output, errors) = await log.ReadOutputToEndAsync(CancellationToken.None);
    await docker.Containers.RemoveContainerAsync(created.ID, new ContainerRemoveParameters { Force = true });
    return new JobResult(end.StatusCode, output, errors);
}
