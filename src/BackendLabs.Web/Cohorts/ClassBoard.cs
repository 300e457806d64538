using BackendLabs.Labs;
using BackendLabs.Store;

namespace BackendLabs.Web.Cohorts;

/// <summary>A class at a moment: people by labs.</summary>
/// <param name="Labs">In teaching order.</param>
internal sealed record ClassBoard(string Id, string Name, IReadOnlyList<BoardLab> Labs, IReadOnlyList<BoardPerson> People)
{
    /// <summary>Who has tried so often, and begun so long ago, without passing, could do with a word.</summary>
    private const int StuckAttempts = 3;

    private static readonly TimeSpan ShortestStuck = TimeSpan.FromMinutes(30);

    public static async Task<ClassBoard> OfAsync(Cohort cohort, LabStore store, LabCatalog catalog, TimeProvider time, CancellationToken cancellationToken)
    {
        var members = await store.Cohorts.MembersAsync(cohort.Id, cancellationToken);
        var standings = (await store.Cohorts.StandingsAsync(cohort.Id, cancellationToken)).ToLookup(standing => standing.Person, StringComparer.Ordinal);
        var now = time.GetUtcNow();
        return new ClassBoard(
            cohort.Id, cohort.Name,
            [.. catalog.Labs.Select(lab => new BoardLab(lab.Id, lab.Header.Title, lab.Header.Minutes))],
            [
                .. members.Select(member => new BoardPerson(
                    member.Id, member.Name, member.Role.ToString().ToLowerInvariant(), member.Joined, member.Seen, member.Locked,
                    standings[member.Person].ToDictionary(standing => standing.Lab, standing => CellOf(standing, catalog, now), StringComparer.Ordinal))),
            ]);
    }

    public static BoardCell CellOf(MemberStanding standing, LabCatalog catalog, DateTimeOffset now)
    {
        // Twice the time that the lab should take is long; a short lab gives half an hour.
        var usual = TimeSpan.FromMinutes(2 * (catalog[standing.Lab]?.Header.Minutes ?? 0));
        var stuck = !standing.Passed && standing.Attempts >= StuckAttempts && now - standing.First > (usual > ShortestStuck ? usual : ShortestStuck);
        return new BoardCell(standing.Passed, standing.Score, standing.Max, standing.Attempts, standing.First, standing.Last, stuck);
    }
}

internal sealed record BoardLab(string Id, string Title, int Minutes);

/// <param name="Role"><c>student</c> or <c>staff</c>.</param>
/// <param name="Locked">Whether their code was guessed too often.</param>
/// <param name="Labs">By lab; none where it was not tried.</param>
internal sealed record BoardPerson(
    string Id, string Name, string Role, DateTimeOffset? Joined, DateTimeOffset? Seen, bool Locked, IReadOnlyDictionary<string, BoardCell> Labs)
{
    public int Passed => Labs.Values.Count(cell => cell.Passed);

    public int Attempts => Labs.Values.Sum(cell => cell.Attempts);

    public int Stuck => Labs.Values.Count(cell => cell.Stuck);
}

/// <param name="Score">The best.</param>
/// <param name="Stuck">Tried often and long, and not passed.</param>
internal sealed record BoardCell(bool Passed, int Score, int Max, int Attempts, DateTimeOffset First, DateTimeOffset Last, bool Stuck);
