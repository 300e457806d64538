using System.Globalization;
using BackendLabs.Contract;
using BackendLabs.Contract.Services;

namespace BackendLabs.Cli.Checking;

/// <summary>One line of a check's story.</summary>
/// <param name="Event">What happened; null for a line that stands for others.</param>
/// <param name="Words">In place of the event's own words; null where those are used.</param>
internal sealed record StoryLine(TimelineEvent? Event, string? Words = null)
{
    /// <summary>How often it happened in a row.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Where it went wrong.</summary>
    public bool IsWrong { get; init; }

    /// <summary>Stays when others have to go.</summary>
    public bool IsKept { get; init; }
}

/// <summary>
/// The few operations that tell a check's story: what was given in one line, what the judge did to the world, and the
/// last call with what it asked for. A report in JSON has them all.
/// </summary>
internal static class TimelineStory
{
    public const int Most = 10;

    private static readonly HashSet<string> Deeds = new(StringComparer.Ordinal)
    {
        "fault", "lifted", "hold", "release", "restart", "begin", "kill", "clock", "client",
    };

    /// <param name="most">Lines; what is kept for itself may go beyond.</param>
    /// <param name="wrong">The place in the timeline, from 0, where it went wrong; null where no single operation is to blame.</param>
    public static IReadOnlyList<StoryLine> Of(IReadOnlyList<TimelineEvent> timeline, int? wrong, int most = Most)
    {
        var given = timeline.TakeWhile((one, index) => one.IsJudges && !Deeds.Contains(one.Operation) && index != wrong).Count();
        List<StoryLine> lines = given > 0 ? [Given(timeline.Take(given).ToList())] : [];
        var lastCall = Enumerable.Range(0, timeline.Count).LastOrDefault(index => timeline[index].Service == "code", -1);
        for (var index = given; index < timeline.Count; index++)
        {
            var one = timeline[index];
            if (IsLook(one) && index + 1 < timeline.Count && IsLook(timeline[index + 1]) && index != wrong)
                continue;
            var isKept = index == lastCall || index == wrong || (one.IsJudges && Deeds.Contains(one.Operation));
            Add(lines, new StoryLine(one) { IsWrong = index == wrong, IsKept = isKept });
        }

        return Chosen(lines, most);
    }

    private static StoryLine Given(List<TimelineEvent> arranged)
    {
        int rows = 0, others = 0;
        var named = new OrderedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var one in arranged)
        {
            if (one.Detail.StartsWith("insert", StringComparison.OrdinalIgnoreCase))
                rows += RowsOf(one.Detail);
            else if (!IsLook(one) && ServiceKinds.Find(one.Service)?.ArrangedNoun is { } noun)
                named[noun] = named.GetValueOrDefault(noun) + 1;
            else if (!IsLook(one))
                others++;
        }

        List<string> parts = [];
        if (rows > 0)
            parts.Add(CheckWords.Plural(rows, "row"));
        parts.AddRange(named.Select(one => CheckWords.Plural(one.Value, one.Key)));
        if (others > 0)
            parts.Add(CheckWords.Plural(others, "more step"));
        return new StoryLine(arranged[0], "given: " + (parts.Count == 0 ? "the world as it is" : string.Join(", ", parts))) { IsKept = true };
    }

    // "… -> 3 rows"
    private static int RowsOf(string detail)
    {
        var start = detail.LastIndexOf("-> ", StringComparison.Ordinal);
        var number = start < 0 ? "" : detail[(start + 3)..].Split(' ')[0];
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var rows) ? rows : 1;
    }

    private static bool IsLook(TimelineEvent one) => one.IsJudges
        && (ServiceKinds.Find(one.Service) is { Looks.Count: > 0 } home
            ? home.Looks.Contains(one.Operation)
            : one.Operation == "sql" && one.Detail.StartsWith("select", StringComparison.OrdinalIgnoreCase));

    // A loop's operations differ in their values only.
    private static void Add(List<StoryLine> lines, StoryLine line)
    {
        if (lines is [.., { Event: { } before, IsWrong: false, Words: null } last] && !line.IsWrong && line.Event is { Line: not null } one
            && (before.Service, before.Operation, before.Line, before.SelfReported) == (one.Service, one.Operation, one.Line, one.SelfReported))
            lines[^1] = last with { Times = last.Times + 1 };
        else
            lines.Add(line);
    }

    private static List<StoryLine> Chosen(List<StoryLine> lines, int most)
    {
        if (lines.Count <= most)
            return lines;
        var room = most - 1 - lines.Count(line => line.IsKept);
        var stays = new bool[lines.Count];
        for (var index = lines.Count - 1; index >= 0; index--)
            stays[index] = lines[index].IsKept || room-- > 0;

        List<StoryLine> chosen = [];
        var gap = 0;
        for (var index = 0; index < lines.Count; index++)
        {
            gap += stays[index] ? 0 : 1;
            if (!stays[index])
                continue;
            if (gap > 0)
                chosen.Add(new StoryLine(Event: null, $"… {gap} more"));
            gap = 0;
            chosen.Add(lines[index]);
        }

        return chosen;
    }
}
