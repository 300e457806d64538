using System.Globalization;
using System.Net;
using System.Text;

namespace BackendLabs.DockerGate.Http;

/// <summary>Writes answers; every header is ours.</summary>
internal sealed class GateAnswerWriter(Stream stream, string apiVersion)
{
    private static readonly byte[] s_end = "\r\n"u8.ToArray();
    private static readonly byte[] s_lastChunk = "0\r\n\r\n"u8.ToArray();

    /// <param name="withBody">False for HEAD: the headers alone.</param>
    public async Task WriteAsync(GateAnswer.Whole answer, bool withBody, bool keepAlive, CancellationToken cancellationToken)
    {
        // RFC 9110: 204 and 304 carry neither a body nor its length.
        var bodiless = answer.Status is 204 or 304;
        var length = bodiless ? "" : $"Content-Length: {answer.Body.Length}\r\n";
        await stream.WriteAsync(Head(answer.Status, answer.ContentType, length, keepAlive), cancellationToken);
        if (withBody && !bodiless)
            await stream.WriteAsync(answer.Body, cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }

    /// <returns>False where the answer was cut at its limit: the connection has to be closed.</returns>
    public async Task<bool> WriteAsync(GateAnswer.Flowing answer, bool keepAlive, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(
            Head(answer.Status, answer.ContentType, "Transfer-Encoding: chunked\r\n", keepAlive), cancellationToken);
        await using var source = await answer.Source.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[16 * 1024];
        var left = answer.LongestBytes;
        while (await ReadAsync(source, buffer, cancellationToken) is var got and > 0)
        {
            left -= got;
            if (left < 0)
                return false;
            var size = Encoding.ASCII.GetBytes(got.ToString("x", CultureInfo.InvariantCulture) + "\r\n");
            await stream.WriteAsync(size, cancellationToken);
            await stream.WriteAsync(buffer.AsMemory(0, got), cancellationToken);
            await stream.WriteAsync(s_end, cancellationToken);
        }

        await stream.WriteAsync(s_lastChunk, cancellationToken);
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

    private byte[] Head(int status, string? contentType, string framing, bool keepAlive) => Encoding.ASCII.GetBytes(
        $"HTTP/1.1 {status} {Phrase(status)}\r\n"
        + (contentType is null ? "" : $"Content-Type: {contentType}\r\n")
        + framing
        + $"Api-Version: {apiVersion}\r\nOstype: linux\r\nServer: Docker\r\n"
        + (keepAlive ? "" : "Connection: close\r\n")
        + "\r\n");

    private static string Phrase(int status) =>
        Enum.IsDefined((HttpStatusCode)status) ? ((HttpStatusCode)status).ToString() : "Status";
}
