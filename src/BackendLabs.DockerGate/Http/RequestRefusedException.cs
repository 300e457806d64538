using Microsoft.AspNetCore.Http;

namespace BackendLabs.DockerGate.Http;

/// <summary>A request that goes no further; caught once, where a connection is served.</summary>
/// <param name="status">The HTTP status of the answer.</param>
/// <param name="reason">For the student: why not, and what to do instead.</param>
internal sealed class RequestRefusedException(int status, string reason) : Exception(reason)
{
    public int Status { get; } = status;

    /// <summary>Whether the lab refused it, rather than the request being an honest mistake or too much at once.</summary>
    public bool IsRefusal { get; private init; } = true;

    /// <summary>Whether more requests can be read from the same connection.</summary>
    public bool KeepsConnection { get; private init; } = true;

    /// <summary>Well formed, but this lab does not do it.</summary>
    public static RequestRefusedException NotHere(string reason) => new(403, reason);

    /// <summary>A value that Docker itself would not take either.</summary>
    public static RequestRefusedException Mistake(string reason) => new(400, reason) { IsRefusal = false };

    /// <summary>Not HTTP as a Docker client writes it; where the next request begins is unknown.</summary>
    public static RequestRefusedException Malformed(string reason) => new(400, reason) { KeepsConnection = false };

    public static RequestRefusedException NotFound(string message) => new(404, message) { IsRefusal = false };

    /// <summary>What Kestrel would not read, in our words.</summary>
    public static RequestRefusedException ByKestrel(Exception error) => (error as BadHttpRequestException)?.StatusCode switch
    {
        408 => Closing(408, "The request did not come whole in time."),
        413 => Closing(413, $"The body is longer than {RequestReader.LongestBody / 1024} KB."),
        414 or 431 => Closing(431, "The path is too long, or the headers are too many or too long."),
        505 => Closing(505, "Speak HTTP/1.1."),
        _ => Malformed($"It is not HTTP/1.1 as a Docker client writes it. {RequestTarget.Shown(error.Message)}"),
    };

    public static RequestRefusedException Closing(int status, string reason) => new(status, reason) { KeepsConnection = false };
}
