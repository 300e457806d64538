// expect: runtime_error
// because: a running container is not removed
// words: still runs; Force = true
async Task<JobResult> RunJobAsync(DockerClient docker, string image, string[] command)
{
    var made = await docker.Containers.CreateContainerAsync(new CreateContainerParameters { Image = image, Cmd = ["sleep", "30"] });
    await docker.Containers.StartContainerAsync(made.ID, new ContainerStartParameters());
    await docker.Containers.RemoveContainerAsync(made.ID, new ContainerRemoveParameters());
    return new JobResult(0, "", "");
}
