using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BackendLabs.Judge.Services.Http;

/// <summary>An answer as bytes, made when it is declared, so that what a check changes afterwards does not change it.</summary>
internal sealed record RenderedAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>Of a body: more than a lab needs, and little enough for a judge with a hundred callers.</summary>
    public const int LongestBody = 1024 * 1024;

    private const string ContentType = "Content-Type";

    /// <summary>Made anew for each loaded lab: the default options keep a lab's types, and with them its assembly, for ever.</summary>
    public static JsonSerializerOptions CreateJson() => new(JsonSerializerDefaults.Web)
    {
        IncludeFields = true,
        MaxDepth = 32,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <exception cref="CheckScriptException">There is no such answer.</exception>
    public static RenderedAnswer Of(HttpAnswer answer, JsonSerializerOptions json)
    {
        if (answer.Status is < 200 or > 599)
            throw new CheckScriptException($"Http: {answer.Status} is no status that ends a request; write one from 200 to 599.");
        var (type, body) = answer.Body switch
        {
            null => (null, []),
            string text => ("text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text)),
            byte[] bytes => ("application/octet-stream", bytes),
            var value => ("application/json; charset=utf-8", JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), json)),
        };
        if (body.Length > LongestBody)
            throw new CheckScriptException($"Http: a body of {body.Length} bytes is longer than the {LongestBody} that an answer may have.");
        if (answer.Status is 204 or 304 && body.Length > 0)
            throw new CheckScriptException($"Http: an answer {answer.Status} has no body.");
        var headers = new Dictionary<string, string>(answer.Headers, StringComparer.OrdinalIgnoreCase);
        if (type is not null)
            headers.TryAdd(ContentType, type);
        return new RenderedAnswer(answer.Status, headers, body);
    }

    public static RenderedAnswer Plain(int status, string words) => new(
        status, new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [ContentType] = "text/plain; charset=utf-8" }, Encoding.UTF8.GetBytes(words));

    /// <summary>The answer as it stands on the wire (RFC 9112), cut in the middle of its body; without one, in the middle of its head.</summary>
    public byte[] FirstHalf()
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {Status} \r\n");
        foreach (var (name, value) in Headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        head.Append(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}\r\n\r\n");
        var bytes = Encoding.ASCII.GetBytes(head.ToString());
        return Body.Length == 0 ? bytes[..(bytes.Length / 2)] : [.. bytes, .. Body[..(Body.Length / 2)]];
    }
}
