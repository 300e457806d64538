using BackendLabs.Labs.Yaml;

namespace BackendLabs.Labs.Reading;

/// <summary><c>rules</c>: what the lesson demands, each in the lesson's own words, with the checks that hold it.</summary>
internal static class RulesField
{
    private const string Sentence = "all books of exactly this author";
    private const string Example = $"[{{ id: exactly, sentence: \"{Sentence}\", checks: [only-that-author] }}]";

    /// <returns>Null where the field is missing.</returns>
    public static IReadOnlyList<LabRule>? Read(YamlFields lab)
    {
        if (lab.Find("rules") is null) return null;
        var rules = new List<LabRule>();
        foreach (var item in lab.FindList("rules", Example))
        {
            if (item is not YamlValue.Mapping map)
            {
                lab.Log.Add(item.Place, $"A rule must be a map, but {item.Describe()}.", $"Write, for example, `rules: {Example}`.");
                continue;
            }

            // The rule's id names it in what is said of its other fields.
            var named = map.Find("id") is YamlValue.Scalar { Text: { Length: > 0 } text } ? $"the rule {text}" : "a rule";
            if (ReadOne(new YamlFields(map, lab.Log, named, "id", "sentence", "checks"), rules) is { } rule) rules.Add(rule);
        }
        return rules;
    }

    private static LabRule? ReadOne(YamlFields fields, List<LabRule> before)
    {
        var id = fields.RequireText("id", "exactly");
        var sentence = fields.RequireText("sentence", $"\"{Sentence}\"");
        var checks = fields.FindNames("checks", "[only-that-author]", check => LabNames.IsWords(check), $"a check's id, {LabNames.WordsForm}");
        if (checks.Count == 0 && fields.Require("checks", "[only-that-author]") is YamlValue.Sequence { Items.Count: 0 } empty)
            fields.Log.Add(empty.Place, "No check holds this rule.", "Name the checks that a student fails who breaks it: `checks: [only-that-author]`.");
        if (id is null) return null;
        var place = fields.Find("id")!.Place;
        if (!LabNames.IsWords(id))
            fields.Log.Add(place, $"A rule's id is {LabNames.WordsForm}, not `{id}`.", $"Write `id: {LabNames.ToWords(id)}`.");
        else if (before.Exists(other => other.Id == id))
            fields.Log.Add(place, $"The rule `{id}` stands here twice.", "Give each rule an id of its own, or put their checks together.");
        else if (sentence is not null && checks.Count > 0)
            return new LabRule(id, sentence, [.. checks.Select(check => check.Text)]).At(fields.Find("sentence")!.Place, [.. checks.Select(check => check.Place)]);
        return null;
    }
}
