using BackendLabs.Labs.Reading;
using BackendLabs.Labs.Yaml;

namespace BackendLabs.Sessions.Policies;

/// <summary><c>tells: [{ tells: title }, { tells: message, from-attempt: 4 }, { tells: everything, from: 2026-12-03 12:00 }]</c></summary>
internal static class TellsField
{
    private const string Example = "[{ tells: title }, { tells: message, from-attempt: 4 }]";
    private const int MostSteps = 20;
    private const int LatestDays = 366;

    private static readonly IReadOnlyDictionary<string, Telling> Names = new Dictionary<string, Telling>(StringComparer.Ordinal)
    {
        ["nothing"] = Telling.Nothing,
        ["title"] = Telling.Title,
        ["message"] = Telling.Message,
        ["everything"] = Telling.Everything,
    };

    /// <param name="attempts">The most attempts at a lab; null: any number.</param>
    public static IReadOnlyList<TellStep> Read(YamlFields session, SessionZone zone, SessionWindow? window, int? attempts)
    {
        if (session.Find("tells") is not { } value) return [new TellStep(Telling.Message)];
        var items = session.FindList("tells", Example);
        if (value is YamlValue.Sequence && items.Count is 0 or > MostSteps)
            session.Log.Add(value.Place, $"`tells` has {items.Count} steps; it must have from 1 to {MostSteps}.", "Write, for example, `tells: [{ tells: message }]`, or leave it out.");
        var steps = new List<(TellStep Step, Place Place)>();
        for (var index = 0; index < Math.Min(items.Count, MostSteps); index++)
        {
            if (ReadStep(items[index], isFirst: index == 0, session.Log, zone, window, attempts) is { } step) steps.Add((step, items[index].Place));
        }
        RefuseIdle(steps, session.Log);
        return [.. steps.Select(one => one.Step)];
    }

    private static TellStep? ReadStep(YamlValue item, bool isFirst, FileLog log, SessionZone zone, SessionWindow? window, int? attempts)
    {
        if (item is not YamlValue.Mapping map)
        {
            log.Add(item.Place, $"A step of `tells` must be a map, but {item.Describe()}.", $"Write, for example, `tells: {Example}`.");
            return null;
        }
        var fields = new YamlFields(map, log, "a step of `tells`", "tells", "from-attempt", "from");
        var tells = ReadTelling(fields);
        var fromAttempt = ReadFromAttempt(fields, attempts);
        var from = ReadFrom(fields, zone, window);
        var hasCondition = fields.Find("from-attempt") is not null || fields.Find("from") is not null;
        if (isFirst && hasCondition)
        {
            log.Add(
                item.Place, "The first step of `tells` has a condition, so nothing would hold before it is met.",
                "Remove its condition, or put a step without one before it, for example `- { tells: title }`.");
            return null;
        }
        // A step without the condition that was meant would be compared with the others wrongly.
        var isWhole = (fromAttempt is null) == (fields.Find("from-attempt") is null) && (from is null) == (fields.Find("from") is null);
        return tells is { } telling && isWhole ? new TellStep(telling, fromAttempt, from) : null;
    }

    private static Telling? ReadTelling(YamlFields fields)
    {
        if (fields.RequireText("tells", "message") is not { } text) return null;
        if (Names.TryGetValue(text, out var telling)) return telling;
        var near = NearestName.Of(text, Names.Keys);
        fields.Log.Add(
            fields.Find("tells")!.Place, $"`{text}` is nothing that a failing check can tell.",
            near is null ? $"Write one of {string.Join(", ", Names.Keys)}." : $"Write `tells: {near}`; there are {string.Join(", ", Names.Keys)}.");
        return null;
    }

    private static int? ReadFromAttempt(YamlFields fields, int? attempts)
    {
        if (fields.Find("from-attempt") is not { } value || fields.RequireWhole("from-attempt", 2, int.MaxValue, "4") is not { } first) return null;
        if (first <= (attempts ?? int.MaxValue)) return first;
        fields.Log.Add(value.Place, $"This step holds from attempt {first} on, but a student has {attempts} at a lab: it never holds.", $"Write an attempt from 2 to {attempts}, or remove the step.");
        return null;
    }

    private static DateTimeOffset? ReadFrom(YamlFields fields, SessionZone zone, SessionWindow? window)
    {
        if (fields.Find("from") is null || zone.Require(fields, "from", "2026-12-03 12:00") is not { } from) return null;
        if (window is not null && zone.IsKnown && from.At <= window.Opens)
            fields.Log.Add(from.Place, $"`from` is {from.Written}, when the session is not open yet: the step would hold from the start.", "Write a moment after `opens`, or remove `from`.");
        else if (window is not null && zone.IsKnown && from.At > window.Closes.AddDays(LatestDays))
            fields.Log.Add(from.Place, $"`from` is {from.Written}, over {LatestDays} days after the session closes.", "Look at its year.");
        return from.At;
    }

    // The last step that holds decides: one is idle where a later one holds whenever it does.
    private static void RefuseIdle(List<(TellStep Step, Place Place)> steps, FileLog log)
    {
        for (var index = 0; index < steps.Count; index++)
        {
            var step = steps[index].Step;
            var above = steps.FindIndex(index + 1, later => HoldsWith(later.Step, step));
            if (above >= 0)
            {
                log.Add(
                    steps[index].Place, $"This step never decides: the step on line {steps[above].Place.Line} holds whenever it does, and the last one that holds decides.",
                    "Remove it, or put it after that step.");
            }
        }
    }

    private static bool HoldsWith(TellStep later, TellStep step) =>
        (later.FromAttempt ?? 1) <= (step.FromAttempt ?? 1) && (later.From ?? DateTimeOffset.MinValue) <= (step.From ?? DateTimeOffset.MinValue);
}
