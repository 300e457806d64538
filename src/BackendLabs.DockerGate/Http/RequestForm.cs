using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace BackendLabs.DockerGate.Http;

/// <summary>
/// Refuses what Kestrel reads and no Docker client writes. None of it reaches the Engine, which gets requests of ours: but
/// a request with a second meaning is an attack or a mistake, and its sender learns which.
/// </summary>
internal static class RequestForm
{
    private const int LongestMethod = 16;
    private static readonly char[] s_tokenMarks = [.. "!#$%&'*+-.^_`|~"];
    private static readonly string[] s_onlyOnce = ["Host", "Transfer-Encoding", "Content-Type"];

    public static void Check(IHttpRequestFeature request)
    {
        if (request.Protocol != "HTTP/1.1")
            throw RequestRefusedException.Closing(505, "Speak HTTP/1.1.");
        if (request.Method.Length is 0 or > LongestMethod || !request.Method.All(char.IsAsciiLetterUpper))
            throw RequestRefusedException.Malformed("The request line is not 'METHOD /path HTTP/1.1'.");
        foreach (var (name, values) in request.Headers)
            CheckHeader(name, values);
        CheckIntent(request.Headers);
        CheckFraming(request.Headers);
    }

    /// <summary>Of a request that has a body.</summary>
    public static void CheckBody(IHttpRequestFeature request)
    {
        if (request.Method is not "POST")
            throw RequestRefusedException.Malformed($"A {request.Method} request has no body.");
        // Docker's clients send "application/json", some with "; charset=utf-8" behind it.
        var type = request.Headers.ContentType.ToString().Split(';')[0].Trim();
        if (type.Length > 0 && !string.Equals(type, "application/json", StringComparison.OrdinalIgnoreCase))
            throw RequestRefusedException.Malformed("The body's Content-Type is not application/json; archives are not taken.");
    }

    private static void CheckHeader(string name, StringValues values)
    {
        if (!name.All(c => char.IsAsciiLetterOrDigit(c) || s_tokenMarks.Contains(c)))
            throw RequestRefusedException.Malformed("A header line is not 'Name: value'.");
        if (values.Any(value => value?.All(c => c is (>= ' ' and < (char)127) or '\t') is false))
            throw RequestRefusedException.Malformed("A header has a control or non-ASCII character.");
        if (values.Count > 1 && s_onlyOnce.Contains(name, StringComparer.OrdinalIgnoreCase))
            throw RequestRefusedException.Malformed($"The header {name} is given twice.");
    }

    private static void CheckIntent(IHeaderDictionary headers)
    {
        var connection = headers.Connection.ToString().Split(',').Select(part => part.Trim());
        if (headers.ContainsKey("Upgrade") || connection.Contains("upgrade", StringComparer.OrdinalIgnoreCase))
        {
            throw RequestRefusedException.Closing(
                403, "Attaching to a container is not in this lab; read what it prints through its logs.");
        }

        if (headers.ContainsKey("Expect"))
            throw RequestRefusedException.Closing(417, "Send the body without asking first.");
        if (headers.ContainsKey("Content-Encoding") || headers.ContainsKey("Trailer"))
            throw RequestRefusedException.Malformed("Encoded bodies and trailers are not taken.");
    }

    private static void CheckFraming(IHeaderDictionary headers)
    {
        if (headers.TransferEncoding.Count == 0)
            return;
        // Kestrel follows the coding, and keeps the length that came with it under this name.
        if (headers.ContainsKey("Content-Length") || headers.ContainsKey("X-Content-Length"))
            throw RequestRefusedException.Malformed("Content-Length and Transfer-Encoding exclude one another.");
        if (!string.Equals(headers.TransferEncoding, "chunked", StringComparison.OrdinalIgnoreCase))
            throw RequestRefusedException.Malformed("The only Transfer-Encoding is chunked.");
    }
}
