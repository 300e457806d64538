using BackendLabs.Contract;

namespace BackendLabs.Grader.Judging;

/// <summary>One run as its judge tells it: which checks are under way, since when, and what has been reported of the others.</summary>
internal sealed class FollowedRun(
    IReadOnlyList<CheckDeclaration> declared, RunOfChecks run, IRunFollower? progress, TimeProvider time, Func<MachineBusyness> busyness)
{
    private readonly Dictionary<string, (long Began, MachineBusyness Machine)> _underWay = new(StringComparer.Ordinal);
    private readonly List<CheckReport> _reports = [];
    private readonly HashSet<string> _crowded = new(StringComparer.Ordinal);

    public bool Inspects => run.Options.Inspects;

    /// <summary>Of the checks that have ended, in the order in which they ended.</summary>
    public IReadOnlyList<CheckReport> Reports => _reports;

    /// <inheritdoc cref="JudgedRun.Crowded"/>
    public IReadOnlySet<string> Crowded => _crowded;

    public IReadOnlyList<CheckDeclaration> UnderWay => [.. declared.Where(check => _underWay.ContainsKey(check.Id))];

    /// <summary>How long the judge may still be silent, where each check may take <paramref name="each"/>.</summary>
    public TimeSpan Patience(TimeSpan each)
    {
        var left = _underWay.Values.Select(check => each - time.GetElapsedTime(check.Began)).DefaultIfEmpty(each).Min();
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>Whether a judge says this at this point: a check script can write to its stream.</summary>
    public bool MakesSense(JudgeToGrader reply) => reply switch
    {
        JudgeToGrader.CheckBegan began => declared.Any(check => check.Id == began.CheckId) && !_underWay.ContainsKey(began.CheckId) && !HasEnded(began.CheckId),
        JudgeToGrader.CheckEnded { Report: var report } => _underWay.ContainsKey(report.CheckId) && report.Timeline.All(seen => seen is not null),
        JudgeToGrader.WorldSeen seen => _reports.Exists(report => report.CheckId == seen.CheckId && report.World is null),
        JudgeToGrader.RunCleared => false,
        _ => true,
    };

    public void Take(JudgeToGrader reply)
    {
        switch (reply)
        {
            case JudgeToGrader.CheckBegan began:
                _underWay[began.CheckId] = (time.GetTimestamp(), busyness());
                progress?.Began(began);
                break;
            case JudgeToGrader.CheckEnded { Report: var report }:
                _underWay.Remove(report.CheckId, out var check);
                if (busyness().IsCrowdedSince(check.Machine))
                    _crowded.Add(report.CheckId);
                _reports.Add(report);
                progress?.Ended(declared.First(one => one.Id == report.CheckId), report);
                break;
            case JudgeToGrader.WorldSeen seen:
                var place = _reports.FindIndex(report => report.CheckId == seen.CheckId);
                _reports[place] = _reports[place] with { World = seen.World };
                break;
        }
    }

    /// <summary>Whoever asked again for what is missing would ask for ever.</summary>
    /// <exception cref="InfrastructureException">A check that was asked for has no report.</exception>
    public void RequireAll()
    {
        var asked = run.Options.Order ?? declared.Select(check => check.Id);
        if (!run.Options.StopsAtFailure && asked.FirstOrDefault(id => !HasEnded(id)) is { } missing)
            throw new InfrastructureException($"The judge came to its end and said nothing of the check \"{missing}\".", "Run the lab again; if it happens again, lab validate says more about the lab.");
    }

    private bool HasEnded(string checkId) => _reports.Exists(report => report.CheckId == checkId);
}
