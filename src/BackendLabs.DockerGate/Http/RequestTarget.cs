using System.Globalization;
using System.Text;

namespace BackendLabs.DockerGate.Http;

/// <summary>A request's path and query, taken apart so that nothing in them can mean something else to the Engine.</summary>
/// <param name="Segments">Decoded once; each of letters, digits and <c>- . _ ~ : @</c> alone, none <c>.</c> or <c>..</c>.</param>
internal sealed record RequestTarget(IReadOnlyList<string> Segments, IReadOnlyDictionary<string, string> Query)
{
    private const int LongestTarget = 4096;
    private const int MostParameters = 16;

    /// <exception cref="RequestRefusedException">It is no plain origin-form target (RFC 9112, section 3.2.1).</exception>
    public static RequestTarget Parse(string target)
    {
        if (target.Length > LongestTarget)
            throw RequestRefusedException.Closing(414, $"The path is longer than {LongestTarget} characters.");
        if (target.Length == 0 || target[0] != '/')
            throw RequestRefusedException.Malformed("The path must begin with a slash; absolute addresses are not taken.");
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? target : target[..question];
        return new RequestTarget(
            [.. path[1..].Split('/').Select(Segment)],
            question < 0 ? new Dictionary<string, string>(StringComparer.Ordinal) : ParseQuery(target[(question + 1)..]));
    }

    private static string Segment(string raw)
    {
        var segment = Decode(raw, plusIsSpace: false);
        if (segment is "" or "." or "..")
            throw RequestRefusedException.Malformed("The path has an empty, '.' or '..' part; write it plainly.");
        if (!segment.All(IsPlain))
            throw RequestRefusedException.Malformed("The path has an encoded or unusual character; write it plainly.");
        return segment;
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~' or ':' or '@';

    private static Dictionary<string, string> ParseQuery(string raw)
    {
        var query = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in raw.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = Decode(equals < 0 ? pair : pair[..equals], plusIsSpace: true);
            var value = equals < 0 ? "" : Decode(pair[(equals + 1)..], plusIsSpace: true);
            if (value.Any(char.IsControl))
                throw RequestRefusedException.Malformed($"The parameter '{Shown(name)}' has a control character.");
            if (query.Count == MostParameters)
                throw RequestRefusedException.Malformed($"There are more than {MostParameters} parameters.");
            if (!query.TryAdd(name, value))
                throw RequestRefusedException.Malformed($"The parameter '{Shown(name)}' is given twice.");
        }

        return query;
    }

    internal static string Shown(string text)
    {
        var shown = text.Length > 80 ? text[..80] + "…" : text;
        return string.Concat(shown.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
    }

    private static string Decode(string raw, bool plusIsSpace)
    {
        var bytes = new byte[raw.Length];
        var count = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '%')
            {
                bytes[count++] = raw[i] == '+' && plusIsSpace ? (byte)' ' : (byte)raw[i];
                continue;
            }

            if (i + 2 >= raw.Length
                || !byte.TryParse(raw.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
                throw RequestRefusedException.Malformed("The path has a '%' that two hexadecimal digits do not follow.");
            bytes[count++] = value;
            i += 2;
        }

        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes, 0, count);
        }
        catch (DecoderFallbackException)
        {
            throw RequestRefusedException.Malformed("The path is not UTF-8.");
        }
    }
}
