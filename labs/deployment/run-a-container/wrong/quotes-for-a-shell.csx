// fails: passes-arguments-as-they-are
// breaks: arguments
// Builds one line for a shell, which then replaces variables inside the arguments.
async Task<JobResult> RunJobAsync(DockerClient docker, string image, string[] command)
{
    var line = "exec " + string.Join(" ", command.Select(argument => $"\"{argument}\""));
    var created = await docker.Containers.CreateContainerAsync(new CreateContainerParameters { Image = image, Cmd = ["sh", "-c", line] });
    try
    {
        await docker.Containers.StartContainerAsync(created.ID, new ContainerStartParameters());
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
