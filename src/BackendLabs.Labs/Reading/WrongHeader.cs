namespace BackendLabs.Labs.Reading;

/// <summary>
/// The comments that a wrong solution begins with: <c>// fails: id[, id]</c>, <c>// breaks: rule[, rule]</c>, then the
/// mistake in words. The second and the third may change places; a lab without rules has no <c>breaks</c>.
/// </summary>
internal static class WrongHeader
{
    private const string FailsMark = "// fails:";
    private const string BreaksMark = "// breaks:";

    public static WrongSolution? Read(LabText file, FileLog log)
    {
        var lines = file.Text.Split('\n').TakeWhile(line => line.StartsWith("//", StringComparison.Ordinal)).ToList();
        var fails = lines.Count > 0 && lines[0].StartsWith(FailsMark, StringComparison.Ordinal) ? ReadIds(lines[0], FailsMark, 1, "check", log) : null;
        if (lines.Count == 0 || !lines[0].StartsWith(FailsMark, StringComparison.Ordinal))
            log.Add(new Place(1, 1), "The first line must name the checks that this answer fails.", "Write `// fails: check-id` (or `// fails: first, second`).");
        var breaksAt = lines.FindIndex(line => line.StartsWith(BreaksMark, StringComparison.Ordinal));
        var breaks = breaksAt < 0 ? [] : ReadIds(lines[breaksAt], BreaksMark, breaksAt + 1, "rule", log);
        var mistake = ReadMistake(lines, breaksAt, log);
        return fails is null || breaks is null || mistake is null ? null : new WrongSolution(file, fails, mistake) { Breaks = breaks, BreaksLine = breaksAt + 1 };
    }

    /// <param name="what">Whose ids they are: a check's, a rule's.</param>
    private static List<string>? ReadIds(string line, string mark, int number, string what, FileLog log)
    {
        var ids = new List<string>();
        var sound = true;
        var column = mark.Length + 1;
        foreach (var part in line[mark.Length..].Split(','))
        {
            var id = part.Trim();
            var place = new Place(number, column + (part.Length - part.TrimStart().Length));
            column += part.Length + 1;
            if (LabNames.IsWords(id) && !ids.Contains(id))
            {
                ids.Add(id);
                continue;
            }
            sound = false;
            if (id.Length == 0) log.Add(place, $"A {what}'s id is missing here.", $"Write `{mark} {what}-id`.");
            else if (ids.Contains(id)) log.Add(place, $"The {what} `{id}` is named twice.", "Keep one of them.");
            else log.Add(place, $"A {what}'s id is {LabNames.WordsForm}, not `{id}`.", $"Write `{LabNames.ToWords(id)}`.");
        }
        return sound ? ids : null;
    }

    private static string? ReadMistake(List<string> lines, int breaksAt, FileLog log)
    {
        // Line 2, or line 3 beneath the rules.
        var at = breaksAt == 1 ? 2 : 1;
        var words = at < lines.Count ? lines[at].TrimStart('/').Trim() : "";
        if (words.Length > 0) return words;
        log.Add(new Place(at + 1, 1), $"The {(at == 1 ? "second" : "third")} line must tell the mistake in words.", "Write, for example, `// Reads the cache but never fills it.`");
        return null;
    }
}
