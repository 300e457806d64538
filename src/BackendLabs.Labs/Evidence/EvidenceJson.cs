using System.Globalization;
using System.Text;
using System.Text.Json;

namespace BackendLabs.Labs.Evidence;

/// <summary>JSON of evidence, written by hand and read strictly.</summary>
internal static class EvidenceJson
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 24 };

    public static JsonElement Object(Action<Utf8JsonWriter> members)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }
        return Parse(buffer.ToArray());
    }

    /// <exception cref="EvidenceFormatException">It is no JSON.</exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Span.TrimEnd(" \t\r\n"u8).IsEmpty)
            throw new EvidenceFormatException("It is empty.");
        RequireText(bytes.Span);
        try
        {
            using var document = JsonDocument.Parse(bytes, Options);
            return document.RootElement.Clone();
        }
        catch (JsonException error)
        {
            throw new EvidenceFormatException(IsCutShort(bytes.Span)
                ? "It ends in the middle: it was not copied or written whole."
                : $"It is no JSON: line {(error.LineNumber ?? 0) + 1}, byte {(error.BytePositionInLine ?? 0) + 1}.");
        }
    }

    public static void WriteArray<T>(this Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
            write(item);
        writer.WriteEndArray();
    }

    public static void WriteObjects<T>(this Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<T> members) => writer.WriteArray(name, items, item =>
    {
        writer.WriteStartObject();
        members(item);
        writer.WriteEndObject();
    });

    public static void WriteOptional(this Utf8JsonWriter writer, string name, int? value)
    {
        if (value is { } number)
            writer.WriteNumber(name, number);
        else
            writer.WriteNull(name);
    }

    /// <summary>In microseconds.</summary>
    public static void WriteMicroseconds(this Utf8JsonWriter writer, string name, TimeSpan time) =>
        writer.WriteNumber(name, (long)time.TotalMicroseconds);

    /// <summary>As a string: a double does not hold all of them.</summary>
    public static void WriteLong(this Utf8JsonWriter writer, string name, long value) =>
        writer.WriteString(name, value.ToString(CultureInfo.InvariantCulture));

    private static void RequireText(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Contains((byte)0))
            throw new EvidenceFormatException("It is a binary file.");
        try
        {
            Strict.GetCharCount(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new EvidenceFormatException("It is a binary file, or text in another encoding than UTF-8.");
        }
    }

    // What is right as far as it goes and leaves something open.
    private static bool IsCutShort(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = Options.MaxDepth }));
        try
        {
            while (reader.Read())
            {
            }
            return reader.CurrentDepth > 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
