// fails: gives-the-exit-code
// breaks: code
// Gives zero, as if every program had done its work.
async Task<long> RunAsync(DockerClient docker, string[] command)
{
    var made = await docker.Containers.CreateContainerAsync(new CreateContainerParameters { Image = "backendlabs/base:1", Cmd = command });
    try
    {
        await docker.Containers.StartContainerAsync(made.ID, new ContainerStartParameters());
        await docker.Containers.WaitContainerAsync(made.ID);
        return 0;
    }
    finally
    {
        await docker.Containers.RemoveContainerAsync(made.ID, new ContainerRemoveParameters { Force = true });
    }
}
