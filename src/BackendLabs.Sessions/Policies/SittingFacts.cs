namespace BackendLabs.Sessions.Policies;

/// <summary>What is known of one student in a session.</summary>
/// <param name="Begun">Null: not yet.</param>
/// <param name="TimePercent">Of the usual time, 100 to 1,000: 125 gives a quarter more.</param>
/// <param name="Breaks">Added to their time for breaks to rest; zero or more.</param>
/// <param name="Extension">Added to their time and to the session's end for them; zero or more.</param>
/// <param name="HandedIn">When they ended their work themselves; null: not yet.</param>
public sealed record SittingFacts(DateTimeOffset? Begun, int TimePercent, TimeSpan Breaks, TimeSpan Extension, DateTimeOffset? HandedIn)
{
    /// <summary>A student without accommodations, who has not begun.</summary>
    public static SittingFacts Usual { get; } = new(Begun: null, TimePercent: 100, TimeSpan.Zero, TimeSpan.Zero, HandedIn: null);
}

/// <summary>The whole session stood still from one moment to another.</summary>
/// <param name="Ended">Null: it lasts.</param>
public sealed record Pause(DateTimeOffset Began, DateTimeOffset? Ended);
