using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace BackendLabs.DockerGate.Http;

/// <summary>Takes one request from Kestrel: whole, within the limits, and in the form that Docker's clients write.</summary>
internal static class RequestReader
{
    internal const int LongestBody = 256 * 1024;

    /// <exception cref="RequestRefusedException">It is not a request that a Docker client writes.</exception>
    /// <exception cref="IOException">The client closed inside it.</exception>
    public static async Task<GateRequest> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var request = context.Features.GetRequiredFeature<IHttpRequestFeature>();
        RequestForm.Check(request);
        var body = await ReadBodyAsync(context, cancellationToken);
        if (body.Length > 0)
            RequestForm.CheckBody(request);
        // The target as it was sent: Kestrel's own path is decoded, and has no dots in it any more.
        return new GateRequest(request.Method, RequestTarget.Parse(request.RawTarget), body);
    }

    private static async Task<byte[]> ReadBodyAsync(HttpContext context, CancellationToken cancellationToken)
    {
        // Grows with what has come, so that a declared length alone takes no memory; Kestrel keeps to the limit.
        using var body = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(body, cancellationToken);
        }
        catch (IOException error) when (!context.Features.GetRequiredFeature<GateConnection>().IsClosedByClient)
        {
            throw RequestRefusedException.ByKestrel(error);
        }

        if (context.Features.Get<IHttpRequestTrailersFeature>() is { Available: true, Trailers.Count: > 0 })
            throw RequestRefusedException.Malformed("Trailers are not taken.");
        return body.ToArray();
    }
}
