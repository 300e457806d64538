using System.IO;

// Takes the frames of the log apart by itself. The removal is a step of its own, after everything that may throw.
async Task<JobResult> RunJobAsync(DockerClient docker, string image, string[] command)
{
    var created = await docker.Containers.CreateContainerAsync(new() { Image = image, Cmd = [.. command], Name = $"job-{Guid.NewGuid():N}" });
    JobResult? result = null;
    Exception? failure = null;
    try
    {
        result = await docker.Containers.RunToEndAsync(created.ID);
    }
    catch (Exception error)
    {
        failure = error;
    }

    await docker.Containers.RemoveContainerAsync(created.ID, new() { Force = true });
    return result ?? throw new InvalidOperationException($"The job {command[0]} could not be run.", failure);
}

static class Jobs
{
    public static async Task<JobResult> RunToEndAsync(this IContainerOperations containers, string id)
    {
        await containers.StartContainerAsync(id, new());
        var end = await containers.WaitContainerAsync(id);
        var streams = new Dictionary<MultiplexedStream.TargetStream, MemoryStream>
        {
            [MultiplexedStream.TargetStream.StandardOut] = new(),
            [MultiplexedStream.TargetStream.StandardError] = new(),
        };
        using var log = await containers.GetContainerLogsAsync(id, false, new() { ShowStdout = true, ShowStderr = true });
        var buffer = new byte[4096];
        for (var read = await log.ReadOutputAsync(buffer, 0, buffer.Length, default); !read.EOF; read = await log.ReadOutputAsync(buffer, 0, buffer.Length, default))
            streams[read.Target].Write(buffer, 0, read.Count);
        var texts = streams.Values.Select(stream => Encoding.UTF8.GetString(stream.ToArray())).ToArray();
        return new JobResult(end.StatusCode, texts[0], texts[1]);
    }
}
