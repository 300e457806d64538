using Docker.DotNet;

namespace BackendLabs.SnippetHost.Services;

/// <summary>The only place that names the client library: it is loaded, and what it needs, where a snippet asks for a client.</summary>
internal static class SnippetDocker
{
    // By name: a type in a comparison would load the library in every lab.
    public static bool IsClient(Type type) => type.FullName is "Docker.DotNet.DockerClient" or "Docker.DotNet.IDockerClient";

    public static object Connect(string socket) => new DockerClientConfiguration(new Uri("unix://" + socket)).CreateClient();
}
