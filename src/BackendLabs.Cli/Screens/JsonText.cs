using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BackendLabs.Cli.Screens;

/// <summary>The layout of all JSON that the command writes.</summary>
internal static class JsonText
{
    // Relaxed still escapes control characters; it only leaves letters, quotes and marks of other scripts readable.
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>One document, without a line end after it.</summary>
    public static string Write<T>(T document, JsonTypeInfo<T> type) => Escaped(Encoding.UTF8.GetString(Bytes(document, type, Options)));

    /// <summary>A part of a document that is read by programs alone.</summary>
    public static ReadOnlySpan<byte> OnOneLine<T>(T part, JsonTypeInfo<T> type) => Bytes(part, type, Options with { Indented = false });

    /// <summary>With three places.</summary>
    public static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 3);

    private static ReadOnlySpan<byte> Bytes<T>(T value, JsonTypeInfo<T> type, JsonWriterOptions options)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, options))
            JsonSerializer.Serialize(writer, value, type);
        return buffer.GetBuffer().AsSpan(0, (int)buffer.Length);
    }

    // JSON may end up on a terminal, where a mark that turns the direction of writing shows another text than there is.
    // Such a character stands within a string: JSON's own characters are all of ASCII.
    private static string Escaped(string json)
    {
        if (!json.Any(Visible.IsFormat))
            return json;
        var text = new StringBuilder(json.Length + 64);
        foreach (var c in json)
        {
            if (Visible.IsFormat(c))
                text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                text.Append(c);
        }

        return text.ToString();
    }
}
