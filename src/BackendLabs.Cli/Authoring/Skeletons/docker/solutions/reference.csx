async Task<long> RunAsync(DockerClient docker, string[] command)
{
    var made = await docker.Containers.CreateContainerAsync(new CreateContainerParameters { Image = "backendlabs/base:1", Cmd = command });
    try
    {
        if (!await docker.Containers.StartContainerAsync(made.ID, new ContainerStartParameters()))
            throw new InvalidOperationException("The container was running already.");
        return (await docker.Containers.WaitContainerAsync(made.ID)).StatusCode;
    }
    finally
    {
        await docker.Containers.RemoveContainerAsync(made.ID, new ContainerRemoveParameters { Force = true });
    }
}
