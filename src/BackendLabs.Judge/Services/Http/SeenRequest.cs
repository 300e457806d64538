using System.Text.Json;
using BackendLabs.Judge.Services.Redis;

namespace BackendLabs.Judge.Services.Http;

/// <summary>A request as the HTTP service received it.</summary>
/// <param name="Client">The snippet's process that sent it, as <c>Snippet.ClientsAsync</c> counts them, from 1.</param>
/// <param name="Method">In capitals: <c>GET</c>.</param>
/// <param name="Path">Decoded, without the query.</param>
/// <param name="Query">As it was sent, without its question mark; empty where there was none.</param>
/// <param name="Headers">By name, upper and lower case alike; several values of one name are joined by commas.</param>
/// <param name="Body">As UTF-8; empty where there was none.</param>
public sealed record SeenRequest(
    int Client, string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, string Body)
{
    internal JsonSerializerOptions JsonOptions { get; init; } = JsonSerializerOptions.Default;

    /// <summary>A header's value; null where the request had none of that name.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>The body read as JSON. Where it is none of this form, the check fails, for the snippet wrote it.</summary>
    public T? Json<T>()
    {
        try
        {
            return JsonSerializer.Deserialize<T>(Body, JsonOptions);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            throw new OtherKindException($"The body of {Method} {Path} is no JSON of the form that this service takes.", Body.Length == 0 ? "no body" : Body);
        }
    }
}
