using BackendLabs.DockerGate.Http;
using BackendLabs.DockerGate.Ports;

namespace BackendLabs.DockerGate.Endpoints;

/// <summary>One row of the table of what a gate does. What has no row is refused.</summary>
/// <param name="Path">Segments; <c>*</c> stands for the argument, <c>**</c> for one that may contain slashes.</param>
/// <param name="Operation">The timeline's word for it; null where it is a client's handshake and not recorded.</param>
/// <param name="MayTakeLong">Whether it ends when the client goes away.</param>
internal sealed record Endpoint(
    string Method,
    string[] Path,
    string? Operation,
    Func<GateCall, CancellationToken, Task<GateAnswer>> AnswerAsync,
    bool MayTakeLong = false)
{
    /// <returns>The argument (empty where there is none), or null where the path is another.</returns>
    public string? Match(IReadOnlyList<string> segments)
    {
        var wide = Array.IndexOf(Path, "**");
        if (wide < 0 ? segments.Count != Path.Length : segments.Count < Path.Length)
            return null;
        var extra = segments.Count - Path.Length;
        var argument = "";
        for (var (row, at) = (0, 0); row < Path.Length; row++)
        {
            var taken = row == wide ? extra + 1 : 1;
            if (Path[row] is "*" or "**")
                argument = string.Join('/', segments.Skip(at).Take(taken));
            else if (Path[row] != segments[at])
                return null;
            at += taken;
        }

        return argument;
    }
}

/// <summary>What an endpoint works with.</summary>
/// <param name="Argument">From the path: a container's name or id, an image's name.</param>
internal sealed record GateCall(GateWorld World, QueryReader Query, ReadOnlyMemory<byte> Body, string Argument)
{
    public Task<RunContainer> ContainerAsync(CancellationToken cancellationToken) =>
        World.Containers.FindAsync(Argument, cancellationToken);

    /// <summary>The Engine's answer where there is no body to rebuild: its status, or its error in our words.</summary>
    public GateAnswer Relay(EngineAnswer answer, string detail)
    {
        if (answer.Status < 400)
            return GateAnswer.Empty(answer.Status, $"{detail} -> {answer.Status}");
        var message = EngineWords.For(World.Policy, answer.Message());
        return GateAnswer.Error(answer.Status, message) with { Detail = $"{detail} -> {answer.Status} {message}" };
    }
}

/// <summary>What all endpoints of one gate share.</summary>
internal sealed class GateWorld(DockerEngine engine, EngineGatePolicy policy) : IDisposable
{
    public DockerEngine Engine => engine;

    public EngineGatePolicy Policy => policy;

    public RunContainers Containers { get; } = new(engine.Client, policy);

    public PublishedPorts Ports { get; } = new(engine, policy);

    /// <summary>Counting and creating is one step.</summary>
    public SemaphoreSlim Creating { get; } = new(1, 1);

    /// <summary>Set when the run ends: nothing is made any more.</summary>
    public bool IsClosed { get; set; }

    public Task<EngineAnswer> SendAsync(
        HttpMethod method, string path, CancellationToken cancellationToken, HttpContent? body = null, TimeSpan? limit = null) =>
        engine.Client.SendAsync(method, path, body, limit ?? TimeSpan.FromSeconds(60), cancellationToken);

    public void Dispose() => Creating.Dispose();
}
