using System.Text.RegularExpressions;
using BackendLabs.Labs.Yaml;

namespace BackendLabs.Labs.Reading;

/// <summary><c>waivers</c>: mutants that no check can notice, each with the reason.</summary>
internal static partial class WaiversField
{
    private const string Example = "where-6.1-3fa9c2d1";

    public static IReadOnlyList<LabWaiver> Read(YamlFields lab)
    {
        var waivers = new List<LabWaiver>();
        foreach (var item in lab.FindList("waivers", $"[{{ mutant: \"{Example}\", reason: \"...\" }}]"))
        {
            if (item is not YamlValue.Mapping map)
            {
                lab.Log.Add(item.Place, $"A waiver must be a map, but {item.Describe()}.", $"Write `- {{ mutant: \"{Example}\", reason: \"...\" }}`.");
                continue;
            }

            // The mutant's id names the waiver in what is said of its other fields.
            var named = map.Find("mutant") is YamlValue.Scalar { Text: { Length: > 0 } text } ? $"the waiver of {text}" : "a waiver";
            var fields = new YamlFields(map, lab.Log, named, "mutant", "reason");
            var mutant = fields.RequireText("mutant", $"\"{Example}\"");
            var reason = fields.RequireText("reason", "\"why no check could notice it\"");
            if (mutant is not null && !IdForm().IsMatch(mutant))
                lab.Log.Add(fields.Find("mutant")!.Place, $"`{mutant}` is no mutant's id: kind, line, number and eight hex digits.", $"Copy the id that `lab validate` prints, such as {Example}.");
            else if (mutant is not null && waivers.Exists(other => other.Mutant == mutant))
                lab.Log.Add(fields.Find("mutant")!.Place, $"The mutant {mutant} is waived twice.", "Keep one of them.");
            else if (mutant is not null && reason is not null)
                waivers.Add(new LabWaiver(mutant, reason, map.Place.Line));
        }

        return waivers;
    }

    [GeneratedRegex("^[a-z]+-[0-9]+\\.[0-9]+-[0-9a-f]{8}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IdForm();
}
