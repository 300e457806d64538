// fails: returns-the-output, keeps-errors-apart, passes-arguments-as-they-are
// breaks: as-they-are, arguments, at-once
// Reads the log as plain text, with the heads of its frames in it and both streams mixed.
using System.IO;

async Task<JobResult> RunJobAsync(DockerClient docker, string image, string[] command)
{
    var created = await docker.Containers.CreateContainerAsync(new CreateContainerParameters { Image = image, Cmd = command });
    try
    {
        await docker.Containers.StartContainerAsync(created.ID, new ContainerStartParameters());
        var end = await docker.Containers.WaitContainerAsync(created.ID);
#pragma warning disable CS0618
        using var log = await docker.Containers.GetContainerLogsAsync(
            created.ID, new ContainerLogsParameters { ShowStdout = true, ShowStderr = true }, CancellationToken.None);
#pragma warning restore CS0618
        using var reader = new StreamReader(log);
        return new JobResult(end.StatusCode, await reader.ReadToEndAsync(), "");
    }
    finally
    {
        await docker.Containers.RemoveContainerAsync(created.ID, new ContainerRemoveParameters { Force = true });
    }
}
