using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Docker.DotNet.Wire;

static class Body
{
    /// <summary>With its length known: a chunked body costs the daemon nothing but hides the request from simple relays.</summary>
    internal static HttpContent Json<T>(T value)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(value, Wire.Json.Options));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    /// <summary>A tar archive, sent as it is read. Disposing a request must not take the caller's stream with it.</summary>
    internal static HttpContent Tar(Stream archive)
    {
        var content = new StreamContent(new UnownedStream(archive));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-tar");
        return content;
    }

    /// <summary>The form of the X-Registry-Auth and X-Registry-Config headers: base64url over JSON.</summary>
    internal static string HeaderJson<T>(T value) =>
        Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(value, Wire.Json.Options)).Replace('+', '-').Replace('/', '_');

    internal static T FromHeaderJson<T>(string value) =>
        JsonSerializer.Deserialize<T>(Encoding.UTF8.GetString(Convert.FromBase64String(value.Replace('-', '+').Replace('_', '/'))), Wire.Json.Options);
}
