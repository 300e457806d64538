using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BackendLabs.Labs.Evidence;

/// <summary>
/// One spelling for each JSON value, so that a digest of it means something: members sorted by their UTF-16 code units,
/// no white space, only the escapes that are needed, UTF-8 (RFC 8785). Of numbers only whole ones that a double holds
/// exactly are known; larger ones are written as strings (RFC 8785, appendix D).
/// </summary>
public static class CanonicalJson
{
    private const long LargestWhole = (1L << 53) - 1;

    public static byte[] Of<T>(T value, JsonTypeInfo<T> type) => Of(JsonSerializer.SerializeToElement(value, type));

    /// <exception cref="EvidenceFormatException">A number is no whole one, or a string is no text.</exception>
    public static byte[] Of(JsonElement value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Append(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                AppendAll(text, '{', '}', value.EnumerateObject().Select(member => (Name: Text(() => member.Name), member.Value)).OrderBy(member => member.Name, StringComparer.Ordinal), member =>
                {
                    AppendString(text, member.Name);
                    text.Append(':');
                    Append(text, member.Value);
                });
                break;
            case JsonValueKind.Array:
                AppendAll(text, '[', ']', value.EnumerateArray(), item => Append(text, item));
                break;
            case JsonValueKind.String:
                AppendString(text, Text(() => value.GetString()!));
                break;
            case JsonValueKind.Number:
                AppendNumber(text, value);
                break;
            default:
                text.Append(value.ValueKind switch { JsonValueKind.True => "true", JsonValueKind.False => "false", _ => "null" });
                break;
        }
    }

    private static void AppendAll<T>(StringBuilder text, char open, char close, IEnumerable<T> items, Action<T> append)
    {
        text.Append(open);
        var isFirst = true;
        foreach (var item in items)
        {
            if (!isFirst)
                text.Append(',');
            isFirst = false;
            append(item);
        }
        text.Append(close);
    }

    private static void AppendNumber(StringBuilder text, JsonElement value)
    {
        if (!value.TryGetInt64(out var number) || Math.Abs((double)number) > LargestWhole)
            throw new EvidenceFormatException($"The number {Shortened(value.GetRawText())} is no whole one of 15 digits at most.");
        text.Append(number.ToString(CultureInfo.InvariantCulture));
    }

    private static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var one in value)
        {
            var escape = one switch { '"' => "\\\"", '\\' => "\\\\", '\b' => "\\b", '\t' => "\\t", '\n' => "\\n", '\f' => "\\f", '\r' => "\\r", _ => null };
            if (escape is not null)
                text.Append(escape);
            else if (one < ' ')
                text.Append("\\u").Append(((int)one).ToString("x4", CultureInfo.InvariantCulture));
            else
                text.Append(one);
        }
        text.Append('"');
    }

    // Half of a surrogate pair is no text, and would become another one on its way through UTF-8.
    private static string Text(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            throw new EvidenceFormatException("A string holds half of a character.");
        }
    }

    private static string Shortened(string text) => text.Length <= 30 ? text : text[..29] + "…";
}

/// <summary>What was read is no evidence; the message says where it goes wrong.</summary>
internal sealed class EvidenceFormatException(string message) : Exception(message);
