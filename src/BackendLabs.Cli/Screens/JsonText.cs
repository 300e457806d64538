using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BackendLabs.Cli.Screens;

/// <summary>JSON written by hand, so that no process pays for reflection to say a few lines.</summary>
internal static class JsonText
{
    // Relaxed still escapes control characters; it only leaves letters, quotes and marks of other scripts readable.
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>For a part of a document that is read by programs alone.</summary>
    public static JsonWriterOptions OnOneLine { get; } = Options with { Indented = false };

    /// <summary>One document, without a line end after it.</summary>
    public static string Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
            write(writer);
        return Escaped(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
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

    public static void WriteObject(this Utf8JsonWriter writer, Action members)
    {
        writer.WriteStartObject();
        members();
        writer.WriteEndObject();
    }

    public static void WriteArray<T>(this Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
            write(item);
        writer.WriteEndArray();
    }

    public static void WriteNumberOrNull(this Utf8JsonWriter writer, string name, int? value)
    {
        if (value is { } number)
            writer.WriteNumber(name, number);
        else
            writer.WriteNull(name);
    }

    /// <summary>Milliseconds with three places.</summary>
    public static void WriteMilliseconds(this Utf8JsonWriter writer, string name, TimeSpan time) =>
        writer.WriteNumber(name, Math.Round(time.TotalMilliseconds, 3));
}
