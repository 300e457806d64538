using System.Globalization;
using BackendLabs.Labs.Yaml;

namespace BackendLabs.Labs.Reading;

/// <summary><c>limits: { wall: 5s, memory: 256MB, output: 64KB, oneAtATime: false }</c>; each has a default.</summary>
internal static class LimitsField
{
    private const long Kilobyte = 1024;
    private const long Megabyte = 1024 * Kilobyte;
    private const long Gigabyte = 1024 * Megabyte;

    public static LabLimits Read(YamlFields lab)
    {
        var wall = 5000L;
        var memory = 256 * Megabyte;
        var output = 64 * Kilobyte;
        var oneAtATime = false;
        var value = lab.Find("limits");
        if (value is YamlValue.Mapping map)
        {
            var fields = new YamlFields(map, lab.Log, "`limits`", "wall", "memory", "output", "oneAtATime");
            wall = ReadAmount(fields, "wall", [("ms", 1), ("s", 1000)], 100, 60_000, "100ms to 60s", "5s") ?? wall;
            memory = ReadAmount(fields, "memory", [("MB", Megabyte), ("GB", Gigabyte)], 64 * Megabyte, 2 * Gigabyte, "64MB to 2GB", "256MB") ?? memory;
            output = ReadAmount(fields, "output", [("KB", Kilobyte), ("MB", Megabyte)], Kilobyte, Megabyte, "1KB to 1MB", "64KB") ?? output;
            oneAtATime = fields.FindTruth("oneAtATime");
        }
        else if (value is not null)
        {
            lab.Log.Add(value.Place, $"`limits` must be a map, but {value.Describe()}.", "Write, for example, `limits: { wall: 5s, memory: 256MB, output: 64KB }`.");
        }
        return new LabLimits(TimeSpan.FromMilliseconds(wall), memory, (int)output) { OneAtATime = oneAtATime };
    }

    /// <summary>Where each limit that is written stands.</summary>
    public static IReadOnlyDictionary<string, (int Line, int Column)> Places(YamlFields lab) => lab.Find("limits") is YamlValue.Mapping map
        ? map.Fields.DistinctBy(field => field.Name).ToDictionary(field => field.Name, field => (field.Place.Line, field.Place.Column), StringComparer.Ordinal)
        : new Dictionary<string, (int, int)>();

    private static long? ReadAmount(
        YamlFields fields, string name, (string Name, long Size)[] units, long least, long most, string range, string example)
    {
        if (fields.Find(name) is not { } value) return null;
        var amount = value is YamlValue.Scalar { Kind: ScalarKind.Text } scalar ? Parse(scalar.Text, units) : null;
        if (amount >= least && amount <= most) return amount;
        var found = value is YamlValue.Scalar { Kind: not ScalarKind.Null } text ? $"not `{text.Text}`" : $"but {value.Describe()}";
        fields.Log.Add(
            value.Place,
            $"`{name}` must be a whole number and a unit ({string.Join(" or ", units.Select(unit => unit.Name))}), {range}, {found}.",
            $"Write, for example, `{name}: {example}`.");
        return null;
    }

    private static long? Parse(string text, (string Name, long Size)[] units)
    {
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        var size = units.FirstOrDefault(unit => unit.Name == text[digits..]).Size;
        return size > 0 && digits is > 0 and < 6 && text[0] is not '0'
            ? long.Parse(text.AsSpan(0, digits), CultureInfo.InvariantCulture) * size
            : null;
    }
}
