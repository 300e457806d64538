using System.Globalization;
using System.Text;

namespace BackendLabs.DockerGate.Http;

/// <summary>
/// Reads requests as RFC 9112 writes them, and forgives only the line ends of headers: a reader that forgives is one
/// that somebody else reads differently.
/// </summary>
internal sealed class GateRequestReader(Stream stream)
{
    internal const int LongestBody = 256 * 1024;
    private const int LongestLine = 8 * 1024;
    private const int LongestHead = 16 * 1024;
    private const int MostHeaders = 64;
    private const int LongestChunkLine = 10;

    private readonly byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;

    /// <summary>Whether bytes that follow the last request have come already.</summary>
    public bool HasMore => _start < _end;

    /// <summary>Waits for the first byte of a request; false where the client has closed instead.</summary>
    public async Task<bool> WaitAsync(CancellationToken cancellationToken) => HasMore || await FillAsync(cancellationToken);

    /// <exception cref="RequestRefusedException">It is not a request that a Docker client writes.</exception>
    /// <exception cref="EndOfStreamException">The client closed inside it.</exception>
    public async Task<GateRequest> ReadAsync(CancellationToken cancellationToken)
    {
        var (method, target) = RequestLine(await ReadLineAsync(LongestLine, cancellationToken));
        var headers = await ReadHeadersAsync(cancellationToken);
        var body = headers.Chunked
            ? await ReadChunksAsync(cancellationToken)
            : await ReadExactAsync(headers.Length, cancellationToken);
        if (body.Length > 0 && method is not "POST")
            throw RequestRefusedException.Malformed($"A {method} request has no body.");
        return new GateRequest(method, RequestTarget.Parse(target), body, headers.KeepAlive);
    }

    private static (string Method, string Target) RequestLine(string line)
    {
        var parts = line.Split(' ');
        if (parts.Length != 3 || parts[0].Length is 0 or > 16 || !parts[0].All(char.IsAsciiLetterUpper))
            throw RequestRefusedException.Malformed("The request line is not 'METHOD /path HTTP/1.1'.");
        if (parts[2] != "HTTP/1.1")
            throw RequestRefusedException.Closing(505, "Speak HTTP/1.1.");
        return (parts[0], parts[1]);
    }

    private async Task<RequestHeaders> ReadHeadersAsync(CancellationToken cancellationToken)
    {
        var headers = new RequestHeaders();
        var bytes = 0;
        for (var count = 0; ; count++)
        {
            var line = await ReadLineAsync(LongestLine, cancellationToken, mayEndWithLineFeed: true);
            if (line.Length == 0)
                return headers.Complete();
            bytes += line.Length;
            if (count == MostHeaders || bytes > LongestHead)
                throw RequestRefusedException.Closing(431, $"The headers are more than {MostHeaders} or longer than {LongestHead} bytes.");
            headers.Add(line);
        }
    }

    private async Task<byte[]> ReadChunksAsync(CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        while (true)
        {
            var line = await ReadLineAsync(LongestChunkLine, cancellationToken);
            if (line.Length is 0 or > 6
                || !int.TryParse(line, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size))
                throw RequestRefusedException.Malformed("A chunk's size is not one to six hexadecimal digits alone.");
            if (body.Length + size > LongestBody)
                throw TooLong();
            body.Write(await ReadExactAsync(size, cancellationToken));
            if ((await ReadLineAsync(LongestChunkLine, cancellationToken)).Length > 0)
                throw RequestRefusedException.Malformed("A chunk is longer than its size, or trailers follow the last one.");
            if (size == 0)
                return body.ToArray();
        }
    }

    /// <summary>A line without its end, of visible ASCII, spaces and tabs.</summary>
    /// <param name="mayEndWithLineFeed">
    /// For header lines that are not empty: Docker.DotNet writes them with the system's line end, on Linux LF alone, and
    /// RFC 9112 section 2.2 lets a server take that. The empty line behind them and all other lines end with CRLF.
    /// </param>
    private async Task<string> ReadLineAsync(int longest, CancellationToken cancellationToken, bool mayEndWithLineFeed = false)
    {
        var line = new StringBuilder();
        while (true)
        {
            var next = await ReadByteAsync(cancellationToken);
            if (next == '\r')
            {
                if (await ReadByteAsync(cancellationToken) != '\n')
                    throw RequestRefusedException.Malformed("A line ends with CR alone.");
                return line.ToString();
            }

            if (next == '\n' && mayEndWithLineFeed && line.Length > 0)
                return line.ToString();
            if (next is not ((>= (byte)' ' and < 127) or (byte)'\t'))
                throw RequestRefusedException.Malformed("A line has a control or non-ASCII character, or ends with LF alone.");
            if (line.Length == longest)
                throw RequestRefusedException.Closing(431, $"A line is longer than {longest} bytes.");
            line.Append((char)next);
        }
    }

    private async Task<byte[]> ReadExactAsync(int length, CancellationToken cancellationToken)
    {
        // Grows with what has come, so that a declared length alone takes no memory.
        using var body = new MemoryStream();
        while (body.Length < length)
        {
            if (!HasMore && !await FillAsync(cancellationToken))
                throw new EndOfStreamException();
            var take = (int)Math.Min(length - body.Length, _end - _start);
            body.Write(_buffer, _start, take);
            _start += take;
        }

        return body.ToArray();
    }

    private async ValueTask<byte> ReadByteAsync(CancellationToken cancellationToken)
    {
        if (!HasMore && !await FillAsync(cancellationToken))
            throw new EndOfStreamException();
        return _buffer[_start++];
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        _start = 0;
        _end = await stream.ReadAsync(_buffer, cancellationToken);
        return _end > 0;
    }

    internal static RequestRefusedException TooLong() =>
        RequestRefusedException.Closing(413, $"The body is longer than {LongestBody / 1024} KB.");
}
