using System.Runtime.CompilerServices;
using Docker.DotNet;

namespace BackendLabs.SnippetHost.Services.Docker;

/// <summary>One client for all calls. The library is loaded, and what it needs, where a snippet asks for it.</summary>
internal sealed class DockerService(ServiceContext context) : ProcessService
{
    private readonly Lazy<object> _client = new(() => Connect(Path.Combine(context.Places.Sockets, "docker.sock")));

    public override CallService OpenForCall(CancellationToken ended) => new CallDocker(_client.Value);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static object Connect(string socket) => new DockerClientConfiguration(new Uri("unix://" + socket)).CreateClient();

    private sealed class CallDocker(object client) : CallService
    {
        public override object For(Type type) => client;
    }
}
