using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace BackendLabs.DockerGate.Http;

/// <summary>Writes answers; every header is ours, or says where the body ends.</summary>
internal sealed class GateAnswerWriter(HttpResponse response, string apiVersion)
{
    // Kestrel adds the date where there is none. A header without a value is there, and Kestrel writes no line for it.
    private static readonly StringValues s_noLine = new([null]);

    /// <param name="keepAlive">False where no further request is read from the connection.</param>
    public async Task WriteAsync(GateAnswer.Whole answer, bool keepAlive, CancellationToken cancellationToken)
    {
        WriteHead(answer.Status, answer.ContentType);
        if (!keepAlive)
            response.Headers.Connection = "close";
        // RFC 9110: 204 and 304 carry neither a body nor its length. Kestrel leaves the body out where HEAD was asked.
        if (answer.Status is not (204 or 304))
            response.ContentLength = answer.Body.Length;
        if (answer.Body.Length > 0)
            await response.Body.WriteAsync(answer.Body, cancellationToken);
    }

    /// <returns>False where the answer was cut at its limit: the connection has to be closed.</returns>
    public async Task<bool> WriteAsync(GateAnswer.Flowing answer, CancellationToken cancellationToken)
    {
        WriteHead(answer.Status, answer.ContentType);
        // A client that follows gets the head before the first line is there.
        await response.Body.FlushAsync(cancellationToken);
        await using var source = await answer.Source.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[16 * 1024];
        var left = answer.LongestBytes;
        while (await ReadAsync(source, buffer, cancellationToken) is var got and > 0)
        {
            left -= got;
            if (left < 0)
                return false;
            await response.Body.WriteAsync(buffer.AsMemory(0, got), cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
        }

        return true;
    }

    private static async Task<int> ReadAsync(Stream source, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await source.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception error) when (error is IOException or HttpRequestException)
        {
            throw new EngineGoneException("The Docker Engine stopped in the middle of an answer.", error);
        }
    }

    private void WriteHead(int status, string? contentType)
    {
        response.StatusCode = status;
        response.ContentType = contentType;
        response.Headers["Api-Version"] = apiVersion;
        response.Headers["Ostype"] = "linux";
        response.Headers.Server = "Docker";
        response.Headers["Date"] = s_noLine;
    }
}
