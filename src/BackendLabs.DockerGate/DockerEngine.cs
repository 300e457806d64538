using System.Net.Sockets;
using System.Text.Json;

namespace BackendLabs.DockerGate;

/// <summary>What became of the search for a Docker Engine.</summary>
internal abstract record DockerEngineLookup
{
    private DockerEngineLookup() { }

    /// <param name="Engine">Answers; the finder owns it.</param>
    internal sealed record Found(DockerEngine Engine) : DockerEngineLookup;

    /// <param name="Reason">What was looked for, and what was there instead.</param>
    /// <param name="Remedy">One line: what to do.</param>
    internal sealed record Absent(string Reason, string Remedy) : DockerEngineLookup;
}

/// <summary>A Docker Engine that has answered once: where it is, what it is, and how to reach it.</summary>
internal sealed class DockerEngine : IDisposable
{
    private static readonly TimeSpan HelloLimit = TimeSpan.FromSeconds(5);

    private readonly EngineAddress _address;

    private DockerEngine(EngineAddress address, EngineClient client, string version, string apiVersion, string architecture)
    {
        _address = address;
        Client = client;
        Version = version;
        ApiVersion = apiVersion;
        Architecture = architecture;
    }

    /// <summary>As a person reads it, e.g. <c>unix:///var/run/docker.sock</c>.</summary>
    public string Place => _address.ToString();

    /// <summary>Whether it listens on a unix socket of this machine.</summary>
    public bool IsLocal => _address is EngineAddress.Unix;

    public string Version { get; }

    /// <summary>The version of the Engine API that our own requests are written in.</summary>
    public string ApiVersion { get; }

    /// <summary>In Go's words: <c>amd64</c>, <c>arm64</c>.</summary>
    public string Architecture { get; }

    internal EngineClient Client { get; }

    public Task<Stream> ConnectAsync(CancellationToken cancellationToken) => _address.ConnectAsync(cancellationToken);

    /// <summary>Looks at <c>DOCKER_HOST</c>, and where that is not set at the sockets that Docker's distributions use.</summary>
    public static Task<DockerEngineLookup> FindAsync(CancellationToken cancellationToken) =>
        FindAsync(Environment.GetEnvironmentVariable("DOCKER_HOST"), EngineAddress.UsualSockets(), cancellationToken);

    internal static async Task<DockerEngineLookup> FindAsync(
        string? dockerHost, IReadOnlyList<string> sockets, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrWhiteSpace(dockerHost))
        {
            return EngineAddress.Parse(dockerHost) is { } address
                ? await TryAsync(address, cancellationToken)
                : new DockerEngineLookup.Absent(
                    $"DOCKER_HOST is '{dockerHost}', which is neither unix:///path nor tcp://host:port.",
                    "Set DOCKER_HOST to unix:///var/run/docker.sock, or unset it.");
        }

        DockerEngineLookup? worst = null;
        foreach (var socket in sockets.Where(File.Exists))
        {
            var lookup = await TryAsync(new EngineAddress.Unix(socket), cancellationToken);
            if (lookup is DockerEngineLookup.Found)
                return lookup;
            worst ??= lookup;
        }

        return worst ?? new DockerEngineLookup.Absent(
            "No Docker Engine was found: DOCKER_HOST is not set and no socket is at " + string.Join(", ", sockets) + ".",
            "Install Docker (Debian, Ubuntu: sudo apt-get install docker.io), start it, and try again.");
    }

    public void Dispose() => Client.Dispose();

    private static async Task<DockerEngineLookup> TryAsync(EngineAddress address, CancellationToken cancellationToken)
    {
        var hello = new EngineClient(address, apiVersion: null);
        try
        {
            var answer = await hello.SendAsync(HttpMethod.Get, "version", body: null, HelloLimit, cancellationToken);
            return answer.Status == 200 && Describe(address, answer.Body) is { } lookup
                ? lookup
                : new DockerEngineLookup.Absent(
                    $"What answers at {address} is not a Docker Engine (status {answer.Status}).",
                    "Set DOCKER_HOST to the Engine's socket.");
        }
        catch (EngineGoneException error)
        {
            return WhyNot(address, error);
        }
        finally
        {
            hello.Dispose();
        }
    }

    private static DockerEngineLookup.Absent WhyNot(EngineAddress address, EngineGoneException error) =>
        error.GetBaseException() is SocketException { SocketErrorCode: SocketError.AccessDenied }
            ? new($"There is a Docker Engine at {address}, but permission to use it is denied.",
                "Add yourself to the group docker (sudo usermod -aG docker $USER), log out and in, and try again.")
            : new($"No Docker Engine answers at {address}: {error.GetBaseException().Message}",
                "Start Docker (sudo systemctl start docker, or open Docker Desktop) and try again.");

    /// <param name="newest">The newest version that the Engine speaks.</param>
    /// <param name="oldest">The oldest; null where it does not say.</param>
    private static DockerEngineLookup.Absent? Misfit(EngineAddress address, string version, EngineApiVersion newest, EngineApiVersion? oldest)
    {
        if (newest.CompareTo(EngineApiVersion.Oldest) < 0)
        {
            return new($"The Docker Engine at {address} is too old: {version} speaks the Engine API up to {newest}, and labs need {EngineApiVersion.Oldest}.",
                "Update Docker to 20.10 or newer.");
        }

        return oldest is { } least && least.CompareTo(EngineApiVersion.Newest) > 0
            ? new($"The Docker Engine at {address} is too new: {version} speaks the Engine API from {least} on, and this BackendLabs up to {EngineApiVersion.Newest}.",
                "Update BackendLabs, or set DOCKER_HOST to an older Engine.")
            : null;
    }

    private static DockerEngineLookup? Describe(EngineAddress address, byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            var version = root.GetProperty("Version").GetString();
            var api = EngineApiVersion.Parse(root.GetProperty("ApiVersion").GetString());
            var architecture = root.TryGetProperty("Arch", out var arch) ? arch.GetString() : null;
            if (version is null || api is null)
                return null;
            var least = root.TryGetProperty("MinAPIVersion", out var minimum) ? EngineApiVersion.Parse(minimum.GetString()) : null;
            if (Misfit(address, version, api.Value, least) is { } misfit)
                return misfit;
            var spoken = api.Value.AtMost(EngineApiVersion.Newest).ToString();
            return new DockerEngineLookup.Found(
                new DockerEngine(address, new EngineClient(address, spoken), version, spoken, architecture ?? "unknown"));
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
