// fails: leaves-nothing-behind
// breaks: removes
// Removes the container after the work, where an exception never comes by.
async Task<long> RunAsync(DockerClient docker, string[] command)
{
    var made = await docker.Containers.CreateContainerAsync(new CreateContainerParameters { Image = "backendlabs/base:1", Cmd = command });
    await docker.Containers.StartContainerAsync(made.ID, new ContainerStartParameters());
    var code = (await docker.Containers.WaitContainerAsync(made.ID)).StatusCode;
    await docker.Containers.RemoveContainerAsync(made.ID, new ContainerRemoveParameters { Force = true });
    return code;
}
