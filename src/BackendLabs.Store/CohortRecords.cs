using BackendLabs.Labs;

namespace BackendLabs.Store;

/// <param name="Person">Under which attempts and drafts are kept.</param>
/// <param name="Id">As the class's file names them.</param>
/// <param name="Pass">Changes when a new link is made: a sign-in with an older one has ended.</param>
/// <param name="Joined">When they first came in; null before.</param>
/// <param name="Seen">When they last came in, wrote or handed in; null before.</param>
/// <param name="Locked">Whether their code was guessed too often; their link still works.</param>
public sealed record CohortMember(
    string Person, string Cohort, string Id, string Name, CohortRole Role, string Pass, DateTimeOffset? Joined, DateTimeOffset? Seen, bool Locked);

/// <summary>What lets a member in. Worked out anew each time; nothing of it is kept in the store.</summary>
/// <param name="Token">The end of the personal link.</param>
/// <param name="Code">Eight letters and digits, in two groups.</param>
public sealed record CohortPass(string Id, string Name, CohortRole Role, string Token, string Code);

/// <summary>What bringing a class's file into the store changed.</summary>
/// <param name="Changed">Another name or role than before.</param>
/// <param name="Left">In the store and no longer in the file: they stay, with all that is theirs.</param>
public sealed record CohortChanges(IReadOnlyList<CohortPerson> Added, IReadOnlyList<CohortPerson> Changed, IReadOnlyList<CohortPerson> Left);

/// <summary>What a member has done in a lab. What ended by our own fault is not in it.</summary>
/// <param name="Score">The best.</param>
/// <param name="First">When the first attempt was handed in.</param>
public sealed record MemberStanding(string Person, string Lab, int Attempts, int Score, int Max, bool Passed, DateTimeOffset First, DateTimeOffset Last);

/// <summary>What came of a name and a code.</summary>
public abstract record JoinAnswer
{
    private JoinAnswer() { }

    public sealed record Joined(CohortMember Member) : JoinAnswer;

    /// <summary>No such name, two of it, or not their code: which of these is not said.</summary>
    public sealed record Wrong : JoinAnswer;

    /// <summary>Too many wrong codes: the next is not looked at before this has passed.</summary>
    public sealed record Wait(TimeSpan For) : JoinAnswer;

    /// <summary>So many wrong codes that no code is looked at any more, until staff unlock it.</summary>
    public sealed record Locked : JoinAnswer;
}
