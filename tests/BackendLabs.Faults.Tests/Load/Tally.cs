using BackendLabs.Faults.Tests.Faults;
using Dapper;

namespace BackendLabs.Faults.Tests.Load;

/// <summary>What the database says of all that was accepted.</summary>
/// <param name="Lost">Accepted, and without an end.</param>
/// <param name="Doubled">Ended more than once.</param>
/// <param name="Verdicts">How often each was given, in words.</param>
/// <param name="Starts">Of each attempt, when graders took it.</param>
internal sealed record Tally(int Lost, int Doubled, string Verdicts, IReadOnlyList<IReadOnlyList<DateTimeOffset>> Starts)
{
    public static async Task<Tally> OfAsync(StoreRows rows, IReadOnlyList<string> accepted)
    {
        await using var connection = await rows.OpenAsync();
        var verdicts = (await connection.QueryAsync<(string Id, string? Verdict)>("select id, verdict from attempt")).ToDictionary(row => row.Id, row => row.Verdict, StringComparer.Ordinal);
        var events = (await connection.QueryAsync<(string Attempt, string Kind, long At)>("select attempt, kind, at from event where kind in ('started', 'ended') order by id"))
            .ToLookup(row => row.Attempt, StringComparer.Ordinal);
        return new Tally(
            accepted.Count(id => verdicts.GetValueOrDefault(id) is null || !events[id].Any(one => one.Kind == "ended")),
            accepted.Count(id => events[id].Count(one => one.Kind == "ended") > 1) + accepted.Count - accepted.Distinct(StringComparer.Ordinal).Count(),
            string.Join(", ", accepted.GroupBy(id => verdicts.GetValueOrDefault(id) ?? "none", StringComparer.Ordinal).OrderByDescending(group => group.Count()).Select(group => $"{group.Count()} {group.Key}")),
            [.. accepted.Select(id => (IReadOnlyList<DateTimeOffset>)[.. events[id].Where(one => one.Kind == "started").Select(one => DateTimeOffset.FromUnixTimeMilliseconds(one.At))])]);
    }
}
