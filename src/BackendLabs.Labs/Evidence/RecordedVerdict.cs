using BackendLabs.Contract;

namespace BackendLabs.Labs.Evidence;

/// <summary>A verdict as a record keeps it: enough to say whether another run came to the same.</summary>
/// <param name="Name">As <see cref="Verdict.Name"/>.</param>
/// <param name="Checks">In the lab's order.</param>
public sealed record RecordedVerdict(string Name, int Score, int Max, IReadOnlyList<RecordedCheck> Checks)
{
    /// <summary>The orders of clients' operations that broke checks, by check id.</summary>
    public IReadOnlyDictionary<string, BreakingSchedule> Schedules =>
        Checks.Where(check => check.Schedule is not null).ToDictionary(check => check.Id, check => check.Schedule!, StringComparer.Ordinal);

    public static RecordedVerdict Of(RunReport report) =>
        new(report.Verdict.Name, report.Score, report.Max, [.. report.Checks.Select(RecordedCheck.Of)]);

    /// <summary>In what another run's verdict is not this one, in words; empty where it is the same. The words of messages do not count.</summary>
    public IReadOnlyList<string> Differences(RecordedVerdict now)
    {
        var found = new List<string>();
        if (Name != now.Name)
            found.Add($"The verdict was {Name} and is {now.Name} now.");
        if ((Score, Max) != (now.Score, now.Max))
            found.Add($"The points were {Score} of {Max} and are {now.Score} of {now.Max} now.");
        foreach (var check in Checks)
        {
            if (now.Checks.FirstOrDefault(other => other.Id == check.Id) is not { } other)
                found.Add($"The check {check.Id} was {check.Status} and did not run now.");
            else if (check.Status != other.Status)
                found.Add($"The check {check.Id} was {check.Status} and is {other.Status} now.");
        }
        found.AddRange(now.Checks.Where(other => Checks.All(check => check.Id != other.Id)).Select(other => $"The check {other.Id} did not run and is {other.Status} now."));
        return found;
    }
}

/// <param name="Status">As <see cref="CheckStatus.Name"/>.</param>
/// <param name="Schedule">The order of clients' operations in which it failed; null without one.</param>
public sealed record RecordedCheck(string Id, string Status, int Points, int Max, BreakingSchedule? Schedule)
{
    public static RecordedCheck Of(CheckResult check) => new(
        check.Id, check.Status.Name, check.Points, check.Max,
        (check.Status as CheckStatus.Failed)?.Schedule);
}
