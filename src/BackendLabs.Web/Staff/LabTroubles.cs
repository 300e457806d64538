using System.Collections.Concurrent;
using System.Text.Json;
using BackendLabs.Store;
using BackendLabs.Store.Sessions;
using BackendLabs.Web.Sessions;

namespace BackendLabs.Web.Staff;

/// <summary>Finds what most students fail by. Of each attempt it reads the report once, and keeps its first failing check.</summary>
internal sealed class LabTroubles(LabStore store)
{
    /// <summary>So many new reports are read one by one; more of them at once.</summary>
    private const int FewReports = 30;

    /// <summary>Of all sessions that are looked at: a whole cohort's attempts, several times.</summary>
    private const int MostKept = 100_000;

    private static readonly Failure Nothing = new("", "", "");

    private readonly ConcurrentDictionary<string, Failure> _failures = new(StringComparer.Ordinal);

    /// <returns>By lab; none where nothing failed.</returns>
    public async Task<IReadOnlyDictionary<string, LabTrouble>> OfAsync(SessionSnapshot snapshot, CancellationToken cancellationToken)
    {
        var failed = snapshot.Sittings.SelectMany(sitting => snapshot.Attempts[sitting.Member])
            .Where(attempt => attempt.Verdict is not null and not "passed" and not "infrastructure_error").ToList();
        await ReadAsync(snapshot.Session.Id, [.. failed.Where(attempt => !_failures.ContainsKey(attempt.Id))], cancellationToken);
        // Of each student the latest try: who has got over something does not count.
        return failed.GroupBy(attempt => (attempt.Lab, attempt.Member)).Select(group => group.Last())
            .Select(attempt => (attempt.Lab, Failure: _failures.GetValueOrDefault(attempt.Id, Nothing))).Where(pair => pair.Failure != Nothing)
            .GroupBy(pair => pair.Lab, pair => pair.Failure, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, TroubleOf, StringComparer.Ordinal);
    }

    private static LabTrouble TroubleOf(IEnumerable<Failure> failures)
    {
        var most = failures.GroupBy(failure => failure.Check, StringComparer.Ordinal).MaxBy(group => group.Count())!;
        var message = most.GroupBy(failure => failure.Message, StringComparer.Ordinal).MaxBy(group => group.Count())!;
        return new LabTrouble(most.Key, most.First().Title, most.Count(), message.Key, message.Count());
    }

    private async Task ReadAsync(string session, List<SessionAttempt> unknown, CancellationToken cancellationToken)
    {
        if (_failures.Count > MostKept)
            _failures.Clear();
        if (unknown.Count > FewReports)
        {
            foreach (var attempt in await store.Sittings.JudgedAsync(session, member: null, cancellationToken))
                _failures[attempt.Id] = FailureOf(attempt.Report);
            return;
        }

        foreach (var attempt in unknown)
            _failures[attempt.Id] = FailureOf((await store.Sittings.AttemptAsync(session, attempt.Id, cancellationToken))?.Report);
    }

    private static Failure FailureOf(string? report)
    {
        if (report is null)
            return Nothing;
        using var parsed = JsonDocument.Parse(report);
        var root = parsed.RootElement;
        if (Text(root, "verdict") == "compile_error")
        {
            var first = Items(root, "diagnostics").FirstOrDefault(one => !(one.TryGetProperty("warning", out var warning) && warning.ValueKind is JsonValueKind.True));
            return new Failure("compile", "Does not compile", first.ValueKind is JsonValueKind.Object ? Text(first, "message") : "");
        }

        var check = Items(root, "checks").FirstOrDefault(one => Text(one, "status") is not ("passed" or "not_run"));
        return check.ValueKind is JsonValueKind.Object ? new Failure(Text(check, "id"), Text(check, "title"), Text(check, "message")) : Nothing;
    }

    private static IEnumerable<JsonElement> Items(JsonElement of, string name) => of.TryGetProperty(name, out var found) && found.ValueKind is JsonValueKind.Array ? found.EnumerateArray() : [];

    private static string Text(JsonElement of, string name) => of.TryGetProperty(name, out var found) && found.ValueKind is JsonValueKind.String ? found.GetString()! : "";

    private sealed record Failure(string Check, string Title, string Message);
}

/// <summary>What fails most at a lab, of each student's latest attempt.</summary>
/// <param name="Students">How many fail by this check.</param>
/// <param name="Message">The commonest among them.</param>
internal sealed record LabTrouble(string Check, string Title, int Students, string Message, int Times);
