using System.Collections.Frozen;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace BackendLabs.Judge.Services.Http;

/// <summary>Reads a request whole, lets the world's service decide, and sends what it says.</summary>
internal sealed class HttpConversation(HttpUpstream upstream, int host, int client) : IHttpApplication<HttpContext>
{
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        string body;
        try
        {
            body = await ReadBodyAsync(context);
        }
        catch (BadHttpRequestException bad)
        {
            upstream.Saw(context.Request.Method, target, host, bad.StatusCode, "the body was too long, too slow or broken off");
            throw;
        }

        try
        {
            var reaction = await upstream.TakeAsync(Seen(context.Request, body), host, target, context.RequestAborted);
            await SendAsync(context, reaction);
        }
        catch (OperationCanceledException)
        {
            // The snippet has hung up, or its process is gone.
            context.Abort();
        }
    }

    private static async Task<string> ReadBodyAsync(HttpContext context)
    {
        // Grows with what has come, so that a declared length alone takes no memory; Kestrel keeps to the limit.
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
    }

    private SeenRequest Seen(HttpRequest request, string body) => new(
        client,
        request.Method,
        request.Path.Value is { Length: > 0 } path ? path : "/",
        request.QueryString.HasValue ? request.QueryString.Value![1..] : "",
        request.Headers.ToFrozenDictionary(header => header.Key, header => string.Join(", ", header.Value!), StringComparer.OrdinalIgnoreCase),
        body)
    {
        JsonOptions = upstream.Answers.Json,
    };

    private static async Task SendAsync(HttpContext context, HttpReaction reaction)
    {
        var response = context.Response;
        switch (reaction)
        {
            case HttpReaction.Whole { Answer: var answer }:
                response.StatusCode = answer.Status;
                foreach (var (name, value) in answer.Headers)
                    response.Headers[name] = value;
                if (answer.Status is not (204 or 304))
                    response.ContentLength = answer.Body.Length;
                if (answer.Body.Length > 0 && context.Request.Method != "HEAD")
                    await response.Body.WriteAsync(answer.Body, context.RequestAborted);
                break;
            case HttpReaction.Raw { Bytes: var bytes }:
                await context.Features.GetRequiredFeature<ReplaceableOutput>().ReplaceAsync(bytes, context.RequestAborted);
                // What is written from here on goes nowhere; the connection ends with it.
                response.Headers.Connection = "close";
                break;
        }
    }
}
