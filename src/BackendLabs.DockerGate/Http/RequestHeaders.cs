using System.Globalization;

namespace BackendLabs.DockerGate.Http;

/// <summary>The few headers that say how a request is framed; the others are checked for their form and dropped.</summary>
internal sealed class RequestHeaders
{
    private static readonly char[] s_tokenMarks = [.. "!#$%&'*+-.^_`|~"];

    private readonly Dictionary<string, string> _framing = new(StringComparer.OrdinalIgnoreCase);

    public int Length { get; private set; }

    public bool Chunked { get; private set; }

    public bool KeepAlive { get; private set; } = true;

    public void Add(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var name = colon <= 0 ? "" : line[..colon];
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || s_tokenMarks.Contains(c)))
            throw RequestRefusedException.Malformed("A header line is not 'Name: value'.");
        if (name.ToUpperInvariant() is "HOST" or "CONTENT-LENGTH" or "TRANSFER-ENCODING" or "CONTENT-TYPE" or "CONTENT-ENCODING"
                or "CONNECTION" or "UPGRADE" or "EXPECT" or "TRAILER"
            && !_framing.TryAdd(name, line[(colon + 1)..].Trim(' ', '\t')))
            throw RequestRefusedException.Malformed($"The header {name} is given twice.");
    }

    public RequestHeaders Complete()
    {
        if (!_framing.ContainsKey("Host"))
            throw RequestRefusedException.Malformed("The header Host is missing.");
        if (_framing.ContainsKey("Upgrade") || Connection().Contains("upgrade"))
        {
            throw RequestRefusedException.Closing(
                403, "Attaching to a container is not in this lab; read what it prints through its logs.");
        }

        if (_framing.ContainsKey("Expect"))
            throw RequestRefusedException.Closing(417, "Send the body without asking first.");
        if (_framing.ContainsKey("Content-Encoding") || _framing.ContainsKey("Trailer"))
            throw RequestRefusedException.Malformed("Encoded bodies and trailers are not taken.");
        KeepAlive = !Connection().Contains("close");
        ReadFraming();
        return this;
    }

    private HashSet<string> Connection() =>
        [.. _framing.GetValueOrDefault("Connection", "").Split(',').Select(part => part.Trim().ToLowerInvariant())];

    private void ReadFraming()
    {
        var hasLength = _framing.TryGetValue("Content-Length", out var length);
        var hasCoding = _framing.TryGetValue("Transfer-Encoding", out var coding);
        if (hasLength && hasCoding)
            throw RequestRefusedException.Malformed("Content-Length and Transfer-Encoding exclude one another.");
        if (hasCoding && !string.Equals(coding, "chunked", StringComparison.OrdinalIgnoreCase))
            throw RequestRefusedException.Malformed("The only Transfer-Encoding is chunked.");
        Chunked = hasCoding;
        if (!hasLength)
            return;
        if (length!.Length is 0 or > 9 || !int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes))
            throw RequestRefusedException.Malformed("Content-Length is not a number of bytes.");
        if (bytes > GateRequestReader.LongestBody)
            throw GateRequestReader.TooLong();
        Length = bytes;
        CheckType();
    }

    private void CheckType()
    {
        // Docker's clients send "application/json", some with "; charset=utf-8" behind it.
        var type = _framing.GetValueOrDefault("Content-Type", "application/json").Split(';')[0].Trim();
        if (Length > 0 && !string.Equals(type, "application/json", StringComparison.OrdinalIgnoreCase))
            throw RequestRefusedException.Malformed("The body's Content-Type is not application/json; archives are not taken.");
    }
}
