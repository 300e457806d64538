using BackendLabs.Labs.Reading;
using BackendLabs.Labs.Yaml;

namespace BackendLabs.Sessions.Policies;

/// <summary>Reads a graded session's file, <c>session.yaml</c>.</summary>
public static class SessionFile
{
    private const int LongestId = 64;
    private const int LongestTitle = 120;
    private const int LongestPermitted = 4_000;
    private const int MostAttempts = 1_000;
    private const int LongestCoolDown = 86_400;
    private const int LongestSession = 366;
    private const int LongestLateMinutes = 31 * 24 * 60;

    /// <summary>
    /// The policy, its moments with the offsets of its zone; or every mistake at once, with line and column. Whether the
    /// cohort and the labs exist is not looked at.
    /// </summary>
    public static SessionReading Read(string path)
    {
        var log = new ProblemLog();
        var policy = ReadPolicy(path, log.For(Path.GetFileName(path)));
        return policy is null || log.Count > 0 ? new SessionReading.Bad(log.Sorted()) : new SessionReading.Good(policy);
    }

    /// <summary>The absolute folder of a lab's root; null for the labs of this installation.</summary>
    /// <param name="path">The session's file, to whose folder a relative root belongs.</param>
    public static string? RootOf(string path, SessionLab lab) =>
        lab.Root is { } root ? Path.GetFullPath(root, Path.GetDirectoryName(Path.GetFullPath(path))!) : null;

    private static SessionPolicy? ReadPolicy(string path, FileLog log)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            log.Add(null, $"There is no file {path}.", "Write one: `format: 1`, then id, title, cohort, zone, opens, closes, permitted and labs.");
            return null;
        }
        return TextFile.Read(file, log) is { } text && YamlText.Read(text, log) is { } map ? ReadFields(map, log) : null;
    }

    private static SessionPolicy? ReadFields(YamlValue.Mapping map, FileLog log)
    {
        var fields = new YamlFields(
            map, log, "a session", "format", "id", "title", "cohort", "zone", "opens", "closes", "minutes", "attempts", "cool-down",
            "late", "tells", "hints", "permitted", "hands-in-drafts", "counts", "labs");
        LabDefinition.ReadFormat(fields);
        var id = ReadWords(fields, "id", "midterm-2026", "A session's id");
        var title = ReadTitle(fields);
        var cohort = ReadWords(fields, "cohort", "autumn-2026", "A cohort's id");
        var zone = SessionZone.Read(fields);
        var opens = zone.Require(fields, "opens", "2026-12-03 09:00");
        var closes = zone.Require(fields, "closes", "2026-12-03 12:00");
        var window = ReadWindow(opens, closes, zone, log);
        var duration = ReadDuration(fields, window);
        var attempts = FindWhole(fields, "attempts", 1, MostAttempts, "20");
        var coolDown = FindWhole(fields, "cool-down", 0, LongestCoolDown, "30");
        var late = ReadLate(fields);
        var tells = TellsField.Read(fields, zone, window, attempts);
        var hints = fields.FindTruth("hints");
        var permitted = ReadPermitted(fields);
        var handsIn = fields.FindTruth("hands-in-drafts");
        var counts = ReadCounts(fields);
        var labs = SessionLabsField.Read(fields);
        if (id is null || title is null || cohort is null || window is null || permitted is null) return null;
        return new SessionPolicy(
            id, title, cohort, zone.Id, window.Opens, window.Closes, duration, attempts, TimeSpan.FromSeconds(coolDown ?? 0), late,
            tells, hints, permitted, handsIn, counts, labs);
    }

    private static string? ReadWords(YamlFields fields, string name, string example, string what)
    {
        if (fields.RequireText(name, example) is not { } id) return null;
        if (LabNames.IsWords(id) && id.Length <= LongestId) return id;
        fields.Log.Add(fields.Find(name)!.Place, $"{what} is {LabNames.WordsForm}, at most {LongestId} characters, not `{id}`.", $"Write `{name}: {LabNames.ToWords(id)}`.");
        return null;
    }

    private static string? ReadTitle(YamlFields fields)
    {
        if (fields.RequireText("title", "Midterm, caching and databases")?.Trim() is not { } title) return null;
        if (title.Length <= LongestTitle && !title.Any(char.IsControl)) return title;
        fields.Log.Add(
            fields.Find("title")!.Place, $"A title is one line of at most {LongestTitle} characters.",
            title.Length > LongestTitle ? "Shorten it." : "Write it in one line, without control characters.");
        return null;
    }

    private static string? ReadPermitted(YamlFields fields)
    {
        const string Example = "Your own notes. No other people, no language models.";
        if (fields.RequireText("permitted", Example)?.Trim() is not { } permitted) return null;
        if (permitted.Length <= LongestPermitted) return permitted;
        fields.Log.Add(fields.Find("permitted")!.Place, $"`permitted` has {permitted.Length} characters; it may have {LongestPermitted}.", "Shorten it: every student reads it before they begin.");
        return null;
    }

    private static SessionWindow? ReadWindow(SessionMoment? opens, SessionMoment? closes, SessionZone zone, FileLog log)
    {
        if (opens is null || closes is null || !zone.CanCompare(opens, closes)) return null;
        var window = new SessionWindow(opens.At, closes.At);
        if (window.Length <= TimeSpan.Zero)
        {
            log.Add(closes.Place, $"The session closes at {closes.Written}, but opens at {opens.Written} only.", "Write a moment after `opens`, or open earlier.");
            return null;
        }
        if (window.Length <= TimeSpan.FromDays(LongestSession)) return window;
        log.Add(closes.Place, $"The session is open for {(int)window.Length.TotalDays} days; it may be for {LongestSession}.", "Look at the years of `opens` and `closes`.");
        return null;
    }

    private static TimeSpan? ReadDuration(YamlFields fields, SessionWindow? window)
    {
        if (FindWhole(fields, "minutes", 1, int.MaxValue, "90") is not { } minutes) return null;
        if (window is null || minutes <= window.Length.TotalMinutes) return TimeSpan.FromMinutes(minutes);
        fields.Log.Add(
            fields.Find("minutes")!.Place, $"A student has {minutes} minutes, but the session is open for {window.Length.TotalMinutes} minutes.",
            $"Write at most `minutes: {window.Length.TotalMinutes}`, close later, or leave `minutes` out.");
        return null;
    }

    private static LatePolicy? ReadLate(YamlFields session)
    {
        const string Example = "{ minutes: 15, percent: 20 }";
        if (session.Find("late") is not { } value) return null;
        if (value is not YamlValue.Mapping map)
        {
            session.Log.Add(value.Place, $"`late` must be a map, but {value.Describe()}.", $"Write, for example, `late: {Example}`; without `late` nothing is accepted after the deadline.");
            return null;
        }
        var fields = new YamlFields(map, session.Log, "the late period", "minutes", "percent");
        var minutes = fields.RequireWhole("minutes", 1, LongestLateMinutes, "15");
        var percent = fields.RequireWhole("percent", 0, 100, "20");
        return minutes is { } lasts && percent is { } off ? new LatePolicy(TimeSpan.FromMinutes(lasts), off) : null;
    }

    private static CountedAttempt ReadCounts(YamlFields fields)
    {
        if (fields.FindText("counts", "best") is not { } text) return CountedAttempt.Best;
        switch (text)
        {
            case "best": return CountedAttempt.Best;
            case "last": return CountedAttempt.Last;
            default:
                fields.Log.Add(fields.Find("counts")!.Place, $"`counts` says which attempt counts, best or last, not `{text}`.", $"Write `counts: {NearestName.Of(text, ["best", "last"]) ?? "best"}`.");
                return CountedAttempt.Best;
        }
    }

    private static int? FindWhole(YamlFields fields, string name, int least, int most, string example) =>
        fields.Find(name) is null ? null : fields.RequireWhole(name, least, most, example);
}

/// <summary>When the session is open, in its zone.</summary>
internal sealed record SessionWindow(DateTimeOffset Opens, DateTimeOffset Closes)
{
    public TimeSpan Length => Closes - Opens;
}
