// services: docker
// expect: CS0618 line 6 "MultiplexedStream"
// expect: CS1061 line 7 "tty: false"
async Task<string> Read(DockerClient docker, string id)
{
    var log = await docker.Containers.GetContainerLogsAsync(id, new ContainerLogsParameters { ShowStdout = true }, CancellationToken.None);
    return (await log.ReadOutputToEndAsync(CancellationToken.None)).stdout;
}
