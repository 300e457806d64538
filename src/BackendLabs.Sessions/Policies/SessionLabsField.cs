using System.Globalization;
using BackendLabs.Labs.Reading;
using BackendLabs.Labs.Yaml;

namespace BackendLabs.Sessions.Policies;

/// <summary><c>labs: [{ lab: caching/cache-aside, weight: 2 }, { lab: payments/ledger, weight: 1.5, root: ../private-labs }]</c></summary>
internal static class SessionLabsField
{
    private const string Example = "[{ lab: caching/cache-aside, weight: 2 }]";
    private const int MostLabs = 40;
    private const int LongestLab = 128;
    private const decimal HeaviestWeight = 1_000;
    private const int MostDecimals = 4;

    public static IReadOnlyList<SessionLab> Read(YamlFields session)
    {
        if (session.Require("labs", Example) is not { } value) return [];
        var items = session.FindList("labs", Example);
        if (value is YamlValue.Sequence && items.Count == 0)
            session.Log.Add(value.Place, "`labs` is empty, but a session has at least one lab.", $"Write, for example, `labs: {Example}`.");
        if (items.Count > MostLabs)
            session.Log.Add(items[MostLabs].Place, $"There are {items.Count} labs in this session; one may have {MostLabs}.", "Make several sessions of it.");
        var labs = new List<(SessionLab Lab, Place Place)>();
        foreach (var item in items)
        {
            if (ReadLab(item, session.Log) is not { } lab) continue;
            // Grades are kept by the lab's id, whatever the root.
            if (labs.Find(other => other.Lab.Lab == lab.Lab) is { Lab: not null } first)
                session.Log.Add(item.Place, $"The lab {lab.Lab} is in the session twice; the first is on line {first.Place.Line}.", "Keep one of them.");
            else
                labs.Add((lab, item.Place));
        }
        return [.. labs.Select(one => one.Lab)];
    }

    private static SessionLab? ReadLab(YamlValue item, FileLog log)
    {
        if (item is not YamlValue.Mapping map)
        {
            log.Add(item.Place, $"A lab of a session must be a map, but {item.Describe()}.", $"Write, for example, `labs: {Example}`.");
            return null;
        }
        var fields = new YamlFields(map, log, "a lab of a session", "lab", "weight", "root");
        var id = ReadId(fields);
        var weight = ReadWeight(fields);
        var root = fields.FindText("root", "../private-labs");
        if (root is not null && root.Any(char.IsControl))
            fields.Log.Add(fields.Find("root")!.Place, "`root` must be a folder's path in one line.", "Write, for example, `root: ../private-labs`.");
        else if (root?[0] is '~')
            fields.Log.Add(fields.Find("root")!.Place, "`~` does not stand for a home folder here.", "Write the path from this file's folder, or from `/`.");
        // A lab with a wrong weight still counts as named, for what is said of repeated ones.
        return id is null ? null : new SessionLab(id, weight ?? 1, root);
    }

    private static string? ReadId(YamlFields fields)
    {
        if (fields.RequireText("lab", "caching/cache-aside") is not { } id) return null;
        if (LabNames.IsId(id) && id.Length <= LongestLab) return id;
        var parts = id.Split('/');
        fields.Log.Add(
            fields.Find("lab")!.Place, $"`{id}` is no lab's id, track/name in {LabNames.WordsForm}, at most {LongestLab} characters.",
            parts.Length == 2 ? $"Write `lab: {LabNames.ToWords(parts[0])}/{LabNames.ToWords(parts[1])}`." : "Write, for example, `lab: caching/cache-aside`.");
        return null;
    }

    private static decimal? ReadWeight(YamlFields fields)
    {
        if (fields.Require("weight", "1") is not { } value) return null;
        if (value is not YamlValue.Scalar { Kind: ScalarKind.Whole or ScalarKind.Fraction, Text: var text })
        {
            fields.Log.Add(value.Place, $"`weight` must be a number, but {value.Describe()}.", "Write, for example, `weight: 1.5`.");
            return null;
        }
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight) && weight is > 0 and <= HeaviestWeight
            && decimal.Round(weight, MostDecimals) == weight)
            return Decimals.Trim(weight);
        fields.Log.Add(
            value.Place, $"`weight` must be above 0 and at most {HeaviestWeight:0}, with at most {MostDecimals} decimals, not {text}.",
            "Write the points of a whole pass, for example `weight: 1.5`.");
        return null;
    }
}
