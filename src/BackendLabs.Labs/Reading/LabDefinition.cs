using BackendLabs.Labs.Yaml;

namespace BackendLabs.Labs.Reading;

/// <summary>What <c>lab.yaml</c> says. A field that was missing or wrong is logged, and holds a harmless value.</summary>
internal sealed record LabDefinition(
    int? Version,
    string Title,
    IReadOnlyList<string> Concepts,
    IReadOnlyList<string> Prerequisites,
    LabDifficulty Difficulty,
    int Minutes,
    IReadOnlyDictionary<string, LabService> Services,
    IReadOnlyList<YamlValue.Scalar> Uses,
    IReadOnlyList<LabEntry> Entries,
    LabLimits Limits,
    IReadOnlyDictionary<string, (int Line, int Column)> LimitPlaces,
    IReadOnlyList<LabHint> Hints,
    IReadOnlyList<LabRule>? Rules,
    IReadOnlyList<YamlValue.Scalar> Explanations,
    IReadOnlyList<LabWaiver> Waivers,
    LabChanges Changes,
    bool IsFree)
{
    public static LabDefinition? Read(string text, string id, FileLog log)
    {
        if (YamlText.Read(text, log) is not { } map) return null;
        var fields = new YamlFields(
            map, log, "lab.yaml", "format", "id", "version", "title", "concepts", "prerequisites", "difficulty", "minutes",
            "services", "uses", "entries", "limits", "hints", "rules", "explanations", "waivers", "changes", "free");
        ReadFormat(fields);
        ReadId(fields, id);
        return new LabDefinition(
            fields.RequireWhole("version", 1, int.MaxValue, "1"),
            fields.RequireText("title", "Read through a cache") ?? id,
            Texts(fields.FindNames("concepts", "[caching.cache-aside]", LabNames.IsConcept, $"{LabNames.WordsForm} and dots")),
            ReadPrerequisites(fields, id),
            ReadDifficulty(fields),
            fields.RequireWhole("minutes", 1, 240, "20") ?? 1,
            ServicesField.Read(fields),
            fields.FindNames("uses", "[shop]", text => LabNames.IsWords(text), LabNames.WordsForm),
            EntriesField.Read(fields),
            LimitsField.Read(fields),
            LimitsField.Places(fields),
            HintsField.Read(fields),
            RulesField.Read(fields),
            fields.FindNames("explanations", "[\"it does nothing where there is no such key\"]", text => text.Length > 0, "words of the lesson"),
            WaiversField.Read(fields),
            LabChanges.Read(fields),
            ReadFree(fields));
    }

    /// <summary>Checks <c>format</c>, which every file of the catalogue begins with.</summary>
    public static void ReadFormat(YamlFields fields)
    {
        if (fields.Require("format", "1") is not { } value) return;
        if (value is not YamlValue.Scalar { Kind: ScalarKind.Whole, Text: "1" })
            fields.Log.Add(value.Place, "`format` must be 1, the one form that there is.", "Write `format: 1`.");
    }

    private static void ReadId(YamlFields fields, string id)
    {
        if (fields.RequireText("id", id) is not { } text || text == id) return;
        fields.Log.Add(
            fields.Find("id")!.Place,
            LabNames.IsId(text)
                ? $"The id `{text}` differs from the lab's folder, {id}."
                : $"The id `{text}` must be track/name in {LabNames.WordsForm}.",
            $"Write `id: {id}`.");
    }

    private static List<string> ReadPrerequisites(YamlFields fields, string id)
    {
        var names = fields.FindNames("prerequisites", "[start/first-pass]", LabNames.IsId, $"a lab's id, track/name in {LabNames.WordsForm}");
        foreach (var self in names.Where(name => name.Text == id))
            fields.Log.Add(self.Place, "A lab cannot be its own prerequisite.", $"Remove `{id}`.");
        return Texts(names);
    }

    private static bool ReadFree(YamlFields fields)
    {
        if (!fields.FindTruth("free")) return false;
        foreach (var name in new[] { "hints", "rules", "explanations", "waivers" })
        {
            if (fields.Find(name) is { } useless)
                fields.Log.Add(useless.Place, $"`{name}` is for labs that expect something; this one is free code.", $"Remove `{name}`, or `free`.");
        }
        return true;
    }

    private static LabDifficulty ReadDifficulty(YamlFields fields)
    {
        if (fields.RequireText("difficulty", "easy") is not { } text) return default;
        switch (text)
        {
            case "easy": return LabDifficulty.Easy;
            case "medium": return LabDifficulty.Medium;
            case "hard": return LabDifficulty.Hard;
            default:
                var near = NearestName.Of(text, ["easy", "medium", "hard"]);
                fields.Log.Add(
                    fields.Find("difficulty")!.Place,
                    $"`{text}` is no difficulty.",
                    near is null ? "Write easy, medium or hard." : $"Write `difficulty: {near}`; there are easy, medium and hard.");
                return default;
        }
    }

    private static List<string> Texts(IEnumerable<YamlValue.Scalar> names) => [.. names.Select(name => name.Text)];
}
