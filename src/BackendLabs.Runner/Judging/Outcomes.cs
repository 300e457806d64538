using System.Globalization;
using BackendLabs.Contract;

namespace BackendLabs.Runner.Judging;

/// <summary>
/// Whether an operation failed. Every gate tells it at the end of an event's words, behind the last arrow; a call says so
/// itself. For reading only: no verdict rests on it.
/// </summary>
internal static class Outcomes
{
    public static bool IsFailed(TimelineEvent seen)
    {
        if (seen.Failed)
            return true;
        if (seen.Host == 0)
            return false;
        var outcome = Outcome(seen.Detail);
        return seen.Service switch
        {
            "sqlite" => IsError(outcome),
            "redis" => IsError(outcome) || outcome is "refused" || outcome.EndsWith(", cut off", StringComparison.Ordinal) || outcome.Contains("; your code got ", StringComparison.Ordinal),
            "http" => Status(outcome) is { } status ? status >= 400 : outcome is not ("" or "not finished when the call returned"),
            "docker" => Status(outcome) >= 400,
            _ => false,
        };
    }

    private static string Outcome(string detail)
    {
        var arrow = detail.LastIndexOf("-> ", StringComparison.Ordinal);
        return arrow < 0 ? "" : detail[(arrow + 3)..];
    }

    // "error: …" of a service, "RedisTimeoutException: …" of its client.
    private static bool IsError(string outcome)
    {
        var name = outcome.AsSpan(0, Math.Max(0, outcome.IndexOf(": ", StringComparison.Ordinal)));
        return name is "error" || (name.EndsWith("Exception") && !name.Contains(' '));
    }

    private static int? Status(string outcome) =>
        outcome.Length >= 3 && (outcome.Length == 3 || !char.IsAsciiDigit(outcome[3]))
        && int.TryParse(outcome.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            ? status
            : null;
}
