namespace BackendLabs.Labs.Reading;

/// <summary>The first two lines of a wrong solution: <c>// fails: id[, id]</c>, then the mistake in words.</summary>
internal static class WrongHeader
{
    private const string Mark = "// fails:";

    public static WrongSolution? Read(LabText file, FileLog log)
    {
        var lines = file.Text.Split('\n', 3);
        var fails = ReadFails(lines[0], log);
        var mistake = ReadMistake(lines.Length > 1 ? lines[1] : "", log);
        return fails is null || mistake is null ? null : new WrongSolution(file, fails, mistake);
    }

    private static List<string>? ReadFails(string line, FileLog log)
    {
        if (!line.StartsWith(Mark, StringComparison.Ordinal))
        {
            log.Add(new Place(1, 1), "The first line must name the checks that this answer fails.", "Write `// fails: check-id` (or `// fails: first, second`).");
            return null;
        }
        var ids = new List<string>();
        var sound = true;
        var column = Mark.Length + 1;
        foreach (var part in line[Mark.Length..].Split(','))
        {
            var id = part.Trim();
            var place = new Place(1, column + (part.Length - part.TrimStart().Length));
            column += part.Length + 1;
            if (LabNames.IsWords(id) && !ids.Contains(id))
            {
                ids.Add(id);
                continue;
            }
            sound = false;
            if (id.Length == 0) log.Add(place, "A check's id is missing here.", "Write `// fails: check-id`.");
            else if (ids.Contains(id)) log.Add(place, $"The check `{id}` is named twice.", "Keep one of them.");
            else log.Add(place, $"A check's id is {LabNames.WordsForm}, not `{id}`.", $"Write `{LabNames.ToWords(id)}`.");
        }
        return sound ? ids : null;
    }

    private static string? ReadMistake(string line, FileLog log)
    {
        var words = line.StartsWith("//", StringComparison.Ordinal) ? line.TrimStart('/').Trim() : "";
        if (words.Length > 0) return words;
        log.Add(new Place(2, 1), "The second line must tell the mistake in words.", "Write, for example, `// Reads the cache but never fills it.`");
        return null;
    }
}
