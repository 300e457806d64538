// expect: runtime_error
// because: the id is of no container
// words: there is no such container; CreateContainerAsync
async Task<JobResult> RunJobAsync(DockerClient docker, string image, string[] command)
{
    await docker.Containers.StartContainerAsync("0123456789ab", new ContainerStartParameters());
    return new JobResult(0, "", "");
}
