using BackendLabs.Labs.Yaml;

namespace BackendLabs.Labs.Reading;

/// <summary><c>entries: ["int Answer()"]</c>; one at least.</summary>
internal static class EntriesField
{
    private const string Example = "[\"Product GetProduct(SqliteConnection db, int id)\"]";

    public static IReadOnlyList<LabEntry> Read(YamlFields fields)
    {
        var entries = new List<LabEntry>();
        if (fields.Require("entries", Example) is not { } value) return entries;
        if (value is YamlValue.Sequence { Items.Count: 0 })
            fields.Log.Add(value.Place, "`entries` is empty; a snippet defines one method at least.", $"Write, for example, `entries: {Example}`.");
        foreach (var item in fields.FindList("entries", Example))
        {
            if (fields.TextOf(item, "An entry", $"entries: {Example}") is not { } text) continue;
            var (entry, fault) = Signature.Read(text);
            if (fault is not null)
                fields.Log.Add(PlaceOf((YamlValue.Scalar)item, fault.At), $"The entry `{text}` is no signature: {fault.Message}.", fault.Suggestion);
            else if (entries.Exists(other => other.Name == entry!.Name))
                fields.Log.Add(item.Place, $"There are two entries named `{entry!.Name}`; overloads are refused.", "Rename or remove one of them.");
            else
                entries.Add(entry!);
        }
        return entries;
    }

    private static Place PlaceOf(YamlValue.Scalar scalar, int at) =>
        scalar.InnerColumn is { } column ? new Place(scalar.Place.Line, column + at) : scalar.Place;
}
