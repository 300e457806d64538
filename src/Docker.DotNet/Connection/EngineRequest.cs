using System.Net;
using Docker.DotNet.Wire;

namespace Docker.DotNet.Connection;

/// <summary>What a 404 says is missing.</summary>
enum Subject
{
    Unnamed,
    Container,
    Image,
    Network,
}

/// <summary>One request, before the API version and the endpoint are put in front.</summary>
sealed record EngineRequest(HttpMethod Method, string Path, Subject Subject = Subject.Unnamed)
{
    internal Query Query { get; init; }

    internal HttpContent Body { get; init; }

    internal IEnumerable<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The call lasts as long as the container or the sender wants: only the caller ends it.</summary>
    internal bool Unhurried { get; init; }

    internal DockerApiException Refused(HttpStatusCode status, string body) => (status, Subject) switch
    {
        (HttpStatusCode.NotFound, Subject.Container) => new DockerContainerNotFoundException(status, body),
        (HttpStatusCode.NotFound, Subject.Image) => new DockerImageNotFoundException(status, body),
        (HttpStatusCode.NotFound, Subject.Network) => new DockerNetworkNotFoundException(status, body),
        _ => new DockerApiException(status, body),
    };

    /// <summary>
    /// An id or a name as part of a path. An image's name keeps its slashes; a segment of dots would walk to
    /// another part of the API and is refused.
    /// </summary>
    internal static string Segment(string idOrName, string parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(idOrName, parameter);
        if (idOrName.Split('/').Any(part => part is "" or "." or ".."))
            throw new ArgumentException($"'{idOrName}' is neither an id nor a name.", parameter);
        return Uri.EscapeDataString(idOrName).Replace("%2F", "/", StringComparison.Ordinal);
    }
}
