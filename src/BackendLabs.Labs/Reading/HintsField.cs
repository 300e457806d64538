using BackendLabs.Labs.Yaml;

namespace BackendLabs.Labs.Reading;

/// <summary><c>hints: [{ after: 1, text: "…", check: served-from-cache }]</c></summary>
internal static class HintsField
{
    private const string Example = "[{ after: 1, text: \"What should happen the second time?\" }]";

    public static IReadOnlyList<LabHint> Read(YamlFields lab)
    {
        var hints = new List<LabHint>();
        foreach (var item in lab.FindList("hints", Example))
        {
            if (item is not YamlValue.Mapping map)
            {
                lab.Log.Add(item.Place, $"A hint must be a map, but {item.Describe()}.", $"Write, for example, `hints: {Example}`.");
                continue;
            }
            var fields = new YamlFields(map, lab.Log, "a hint", "after", "text", "check");
            var after = fields.RequireWhole("after", 0, int.MaxValue, "1");
            var text = fields.RequireText("text", "\"What should happen the second time?\"");
            var check = fields.FindText("check", "served-from-cache");
            if (check is not null && !LabNames.IsWords(check))
                fields.Log.Add(fields.Find("check")!.Place, $"A check's id is {LabNames.WordsForm}, not `{check}`.", $"Write `check: {LabNames.ToWords(check)}`.");
            else if (after is { } attempts && text is not null)
                hints.Add(new LabHint(attempts, text, check).At(item.Place, fields.Find("check")?.Place));
        }
        return hints;
    }
}
