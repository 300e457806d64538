using System.Text.Json;
using System.Text.Json.Serialization;

namespace BackendLabs.Sessions.Policies;

/// <summary>
/// A policy as the store keeps it: JSON in one line with every field in the order of the records, camelCase; moments in
/// ISO 8601 with their offset, times as <c>hh:mm:ss</c>, decimals without zeros at the end. Equal policies are equal texts.
/// </summary>
public static class SessionPolicyJson
{
    public static string Write(SessionPolicy policy) => JsonSerializer.Serialize(policy, PolicyJson.Default.SessionPolicy);

    /// <exception cref="JsonException">It is no policy as <see cref="Write"/> writes one: a field is unknown, missing or null.</exception>
    public static SessionPolicy Read(string json) =>
        JsonSerializer.Deserialize(json, PolicyJson.Default.SessionPolicy) ?? throw new JsonException("There is no policy but null.");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    Converters = [typeof(CamelName<Telling>), typeof(CamelName<CountedAttempt>), typeof(TrimmedDecimal)])]
[JsonSerializable(typeof(SessionPolicy))]
internal sealed partial class PolicyJson : JsonSerializerContext;

internal sealed class CamelName<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where TEnum : struct, Enum;

internal sealed class TrimmedDecimal : JsonConverter<decimal>
{
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDecimal();

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteNumberValue(Decimals.Trim(value));
}
