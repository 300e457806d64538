using BackendLabs.Labs;

namespace BackendLabs.Store.Classes;

// With properties, not constructors: a column that is computed has no type where there are no rows.
internal sealed class MemberRow
{
    public string Person { get; init; } = "";

    public string Cohort { get; init; } = "";

    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public string Role { get; init; } = "";

    public string Salt { get; init; } = "";

    public long? Joined { get; init; }

    public long? LockedAt { get; init; }

    public long? HandedIn { get; init; }

    public long? Wrote { get; init; }

    public CohortMember ToMember() => new(
        Person, Cohort, Id, Name, Enum.Parse<CohortRole>(Role, ignoreCase: true), Salt,
        Moment(Joined), Moment(new[] { Joined, HandedIn, Wrote }.Max()), LockedAt is not null);

    private static DateTimeOffset? Moment(long? milliseconds) => milliseconds is { } some ? DateTimeOffset.FromUnixTimeMilliseconds(some) : null;
}

internal sealed class StandingRow
{
    public string Person { get; init; } = "";

    public string Lab { get; init; } = "";

    public int Attempts { get; init; }

    public int Score { get; init; }

    public int Max { get; init; }

    public int Passes { get; init; }

    public long First { get; init; }

    public long Last { get; init; }

    public MemberStanding ToStanding() => new(
        Person, Lab, Attempts, Score, Max, Passes > 0, DateTimeOffset.FromUnixTimeMilliseconds(First), DateTimeOffset.FromUnixTimeMilliseconds(Last));
}
