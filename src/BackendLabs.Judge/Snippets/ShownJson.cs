using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BackendLabs.Judge.Snippets;

/// <summary>Makes JSON that crossed between processes readable: <c>'</c> and not <c>\u0027</c>.</summary>
internal static class ShownJson
{
    /// <summary>In characters; what is longer is cut for reading anyway.</summary>
    private const int Longest = 8_000;

    // Control characters stay escaped.
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(string json)
    {
        if (json.Length > Longest || !json.Contains("\\u", StringComparison.Ordinal))
            return json;
        try
        {
            using var document = JsonDocument.Parse(json);
            using var buffer = new MemoryStream();
            using (var writer = new Utf8JsonWriter(buffer, Relaxed))
                document.RootElement.WriteTo(writer);
            return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            return json;
        }
    }
}
