namespace BackendLabs.Store;

/// <param name="LabDigest">Of the version that the person saw.</param>
public sealed record NewAttempt(string Person, string Lab, string LabDigest, string Snippet, long Seed)
{
    /// <summary>Drawn by whoever posts, unique for the person: the same post again is the same attempt. Null: each post is one.</summary>
    public string? Key { get; init; }

    /// <summary>How many attempts of the person may wait or run, this one included; null for any number.</summary>
    public int? MostWaiting { get; init; }

    /// <summary>
    /// From where it comes, where a person proves nothing because anybody may be as many as they like: origins take turns
    /// before persons do. Null: each person is one.
    /// </summary>
    public string? Origin { get; init; }

    /// <summary>How many attempts of the origin may wait or run, this one included; null for any number.</summary>
    public int? MostOfOrigin { get; init; }

    /// <summary>How many attempts may wait or run at all, this one included; null for any number. On PostgreSQL posts at once may pass it by a few.</summary>
    public int? MostAtAll { get; init; }
}

/// <summary>What came of handing in an attempt.</summary>
public abstract record Acceptance
{
    private Acceptance() { }

    public sealed record Accepted(string Attempt) : Acceptance;

    /// <summary>The same was accepted before under its key.</summary>
    /// <param name="Attempt">That one's id.</param>
    public sealed record AlreadyAccepted(string Attempt) : Acceptance;

    /// <summary>The key was used before for another lab or another text; nothing was accepted.</summary>
    /// <param name="Attempt">What it was used for.</param>
    public sealed record KeyReused(string Attempt) : Acceptance;

    /// <param name="Waiting">How many of the person wait or run.</param>
    public sealed record TooMany(int Waiting) : Acceptance;

    /// <param name="IsOfOrigin">Whether it is the origin's places that are taken, or all there are.</param>
    public sealed record NoPlace(bool IsOfOrigin) : Acceptance;

    /// <summary>Never made known, or erased since.</summary>
    public sealed record UnknownPerson : Acceptance;
}
