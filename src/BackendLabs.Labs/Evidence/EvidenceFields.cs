using System.Globalization;
using System.Text.Json;

namespace BackendLabs.Labs.Evidence;

/// <summary>The members of one JSON object, each asked for by name; whatever is missing, wrong or too much is named with its place.</summary>
internal sealed class EvidenceFields
{
    private readonly JsonElement _object;
    private readonly string _place;

    /// <param name="place">Of the object in the record, e.g. <c>run.layers[2]</c>; empty for the whole.</param>
    /// <exception cref="EvidenceFormatException">It is no object.</exception>
    public EvidenceFields(JsonElement value, string place)
    {
        _place = place;
        _object = value.ValueKind is JsonValueKind.Object ? value : throw Wrong(place.Length == 0 ? "It" : $"`{place}`", "an object");
    }

    public void AllowOnly(params IEnumerable<string> names)
    {
        var allowed = names.ToHashSet(StringComparer.Ordinal);
        foreach (var member in _object.EnumerateObject())
        {
            if (!allowed.Contains(member.Name))
                throw new EvidenceFormatException($"`{Path(member.Name)}` does not belong there.");
        }
    }

    public bool Has(string name) => _object.TryGetProperty(name, out _);

    public JsonElement Value(string name) =>
        _object.TryGetProperty(name, out var value) ? value : throw new EvidenceFormatException($"`{Path(name)}` is missing.");

    public EvidenceFields Object(string name) => new(Value(name), Path(name));

    public string String(string name) =>
        Value(name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : throw Wrong(name, "a string");

    public string? StringOrNull(string name) => Value(name).ValueKind is JsonValueKind.Null ? null : String(name);

    public int Int(string name, int least = int.MinValue) =>
        Value(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) && number >= least ? number : throw Wrong(name, "a whole number");

    public long Long(string name) =>
        long.TryParse(String(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong(name, "a whole number in quotes");

    public DateTimeOffset Moment(string name) =>
        DateTimeOffset.TryParseExact(String(name), "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : throw Wrong(name, "a moment like 2026-01-31T12:00:00.0000000+00:00");

    /// <param name="bytes">How many it must be.</param>
    public byte[] Hex(string name, int bytes)
    {
        var text = String(name);
        return text.Length == 2 * bytes && text.All(one => char.IsAsciiHexDigitLower(one) || char.IsAsciiDigit(one))
            ? Convert.FromHexString(text)
            : throw Wrong(name, $"{2 * bytes} digits of lower-case hex");
    }

    public IReadOnlyList<EvidenceFields> Objects(string name) => [.. Items(name).Select((item, i) => new EvidenceFields(item, $"{Path(name)}[{i}]"))];

    public IReadOnlyList<string>? StringsOrNull(string name) => Value(name).ValueKind is JsonValueKind.Null ? null :
        [.. Items(name).Select(item => item.ValueKind is JsonValueKind.String ? item.GetString()! : throw Wrong(name, "a list of strings"))];

    public EvidenceFormatException Wrong(string name, string wanted) => new($"{(name.StartsWith('`') || name == "It" ? name : $"`{Path(name)}`")} is not {wanted}.");

    private JsonElement.ArrayEnumerator Items(string name) =>
        Value(name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : throw Wrong(name, "a list");

    private string Path(string name) => _place.Length == 0 ? name : $"{_place}.{name}";
}
