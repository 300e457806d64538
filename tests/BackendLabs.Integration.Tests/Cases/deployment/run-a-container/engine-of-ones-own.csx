// expect: runtime_error
// because: no engine answers there
// words: no engine answers; what your method is given: docker
async Task<JobResult> RunJobAsync(DockerClient docker, string image, string[] command)
{
    using var own = new DockerClientConfiguration(new Uri("http://localhost:2375")).CreateClient();
    await own.Containers.ListContainersAsync(new ContainersListParameters());
    return new JobResult(0, "", "");
}
