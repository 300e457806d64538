using System.Text.Json;

namespace BackendLabs.Web.Hosting;

/// <summary>What a page hands to its script: JSON as the API writes it, in which no mark-up is left.</summary>
internal static class JsonText
{
    public static string Of<T>(T value) => JsonSerializer.Serialize(value, JsonSerializerOptions.Web);
}
