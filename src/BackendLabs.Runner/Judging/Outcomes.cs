using System.Globalization;
using BackendLabs.Contract;

namespace BackendLabs.Runner.Judging;

/// <summary>
/// Whether an operation failed. A call and the gate of Redis say so in a field; the others tell it at the end of an event's
/// words, behind the last arrow. For reading only: no verdict rests on it.
/// </summary>
internal static class Outcomes
{
    public static bool IsFailed(TimelineEvent seen)
    {
        if (seen.Failed || seen.GaveUp)
            return true;
        if (seen.Host == 0)
            return false;
        var outcome = Outcome(seen.Detail);
        return seen.Service switch
        {
            "sqlite" => IsError(outcome),
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
