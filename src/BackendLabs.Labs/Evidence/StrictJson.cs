using System.Text;
using System.Text.Json;

namespace BackendLabs.Labs.Evidence;

/// <summary>Reads JSON of evidence: a repeated member or another encoding is refused, and the reason is named.</summary>
internal static class StrictJson
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 24 };

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
