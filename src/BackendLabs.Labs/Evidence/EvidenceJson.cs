using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using BackendLabs.Contract;

namespace BackendLabs.Labs.Evidence;

/// <summary>The JSON of records, generated at build time; <see cref="CanonicalJson"/> then spells it. It is only written so: reading names what is wrong.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(LongInQuotes), typeof(Microseconds), typeof(UtcMoment)])]
[JsonSerializable(typeof(RecordFile))]
[JsonSerializable(typeof(SignedEntry))]
[JsonSerializable(typeof(PersonValue))]
[JsonSerializable(typeof(RecordedRun))]
[JsonSerializable(typeof(SnippetValue))]
[JsonSerializable(typeof(RecordedText))]
[JsonSerializable(typeof(TimelineValue))]
[JsonSerializable(typeof(VerdictValue))]
[JsonSerializable(typeof(FailedValue))]
[JsonSerializable(typeof(CheckStatus.Passed))]
[JsonSerializable(typeof(ThrewValue))]
[JsonSerializable(typeof(CheckStatus.TimeLimit))]
[JsonSerializable(typeof(CheckStatus.MemoryLimit))]
[JsonSerializable(typeof(CheckStatus.OutputLimit))]
[JsonSerializable(typeof(CheckStatus.Denied))]
[JsonSerializable(typeof(CheckStatus.NotRun))]
[JsonSerializable(typeof(CheckStatus.InfrastructureError))]
internal sealed partial class EvidenceJson : JsonSerializerContext;

/// <summary>A double does not hold every 64-bit number.</summary>
internal sealed class LongInQuotes : WrittenOnly<long>
{
    public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
}

internal sealed class Microseconds : WrittenOnly<TimeSpan>
{
    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteNumberValue((long)value.TotalMicroseconds);
}

/// <summary>In UTC, with all seven places.</summary>
internal sealed class UtcMoment : WrittenOnly<DateTimeOffset>
{
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture));
}

internal sealed class LowerCaseHex : WrittenOnly<byte[]>
{
    public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options) => writer.WriteStringValue(Convert.ToHexStringLower(value));
}

internal abstract class WrittenOnly<T> : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();
}
