// Asks again and again how the job is. What cannot be started ends with 127, as in a shell.
async Task<JobResult> RunJobAsync(DockerClient docker, string image, string[] command)
{
    var id = (await docker.Containers.CreateContainerAsync(new CreateContainerParameters { Image = image, Cmd = command.ToList() })).ID;
    try
    {
        await docker.Containers.StartContainerAsync(id, new ContainerStartParameters());
        var job = await docker.Containers.InspectContainerAsync(id);
        while (job.State.Running)
        {
            await Task.Delay(50);
            job = await docker.Containers.InspectContainerAsync(id);
        }

        return new JobResult(job.State.ExitCode, await ReadAsync(docker, id, errors: false), await ReadAsync(docker, id, errors: true));
    }
    catch (DockerApiException error)
    {
        return new JobResult(127, "", error.Message);
    }
    finally
    {
        await docker.Containers.RemoveContainerAsync(id, new ContainerRemoveParameters { Force = true });
    }
}

async Task<string> ReadAsync(DockerClient docker, string id, bool errors)
{
    using var log = await docker.Containers.GetContainerLogsAsync(id, tty: false, new ContainerLogsParameters { ShowStdout = !errors, ShowStderr = errors });
    var both = await log.ReadOutputToEndAsync(CancellationToken.None);
    return errors ? both.stderr : both.stdout;
}
