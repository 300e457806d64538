namespace BackendLabs.Judge.Services.Docker;

/// <summary>Exceptions of Docker.DotNet, by the status that the engine answers (https://docs.docker.com/reference/api/engine/).</summary>
internal static class DockerThrows
{
    private const string Api = "DockerApiException";

    public static ThrowTable Table { get; } = new(
        new("DockerContainerNotFoundException", "", "there is no such container: its id or name is wrong, or it was removed. Use the ID that CreateContainerAsync returned."),
        new("DockerImageNotFoundException", "", "there is no such image here, and none can be fetched. Use the one that the lesson names."),
        new("DockerNetworkNotFoundException", "", "there is no such network."),
        new(Api, "[Nn]o such container", "there is no such container: its id or name is wrong, or it was removed. Use the ID that CreateContainerAsync returned.") { Code = "404" },
        new(Api, "[Nn]o such image|manifest|pull access", "there is no such image here, and none can be fetched. Use the one that the lesson names.") { Code = "404" },
        new(Api, "", "the engine knows no container, image or network of this name. Use the ID that it returned.") { Code = "404" },
        new(Api, "already in use", "another container has this name. Remove it first, or leave the name out: the engine then makes one up.") { Code = "409" },
        new(Api, "not running", "the container does not run. Start it first; if it ended by itself, its logs say why: GetContainerLogsAsync.") { Code = "409" },
        new(Api, "cannot remove|[Ss]top the container|running container", "the container still runs. Stop it first, or remove it with Force = true.") { Code = "409" },
        new(Api, "", "the engine cannot do this now: the container is in another state than the call needs. Look at it with InspectContainerAsync.") { Code = "409" },
        new(Api, "", "the engine does not take these options. Its reason stands in the message: compare the names and forms, such as `\"80/tcp\"` for a port.") { Code = "400" },
        new(Api, "", "this is not allowed here. Use the calls and options that the lesson names.") { Code = "403" },
        new(Api, "", "it is so already: the container runs, or has stopped, before you asked.") { Code = "304" },
        new(Api, "", "the engine could not do it. Its reason stands in the message: a program that is not in the image, or a port that is taken?") { Code = "500" },
        new(Api, "", "the engine refused the call. Its reason stands in the message."),
        new("Http.HttpRequestException", "", "no engine answers at this address. Use what your method is given: {given}."),
        new("System.TimeoutException", "", "no engine answers at this address, or it has much to do. Use what your method is given: {given}."));
}
