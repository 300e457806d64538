using BackendLabs.Contract;

namespace BackendLabs.Grader.Judging;

/// <summary>A judge died or no longer answers: a machine's trouble, a check's, or a snippet's doing.</summary>
internal sealed class JudgeLostException(string message, string remedy) : InfrastructureException(message, remedy)
{
    /// <summary>Its exit code, 128 + signal where a signal ended it; null where it was ended for its silence.</summary>
    public int? Code { get; init; }

    /// <summary>Null where no check had begun.</summary>
    public JudgeLoss? Loss { get; init; }
}

/// <summary>How far a lost judge had come.</summary>
/// <param name="Declared">All of the lab's checks, in its order.</param>
/// <param name="UnderWay">The checks that were under way; none where the judge was looking at the world of one that had ended.</param>
/// <param name="Reports">Of the checks before them.</param>
/// <param name="Crowded">As <see cref="JudgedRun.Crowded"/>.</param>
internal sealed record JudgeLoss(
    IReadOnlyList<CheckDeclaration> Declared, IReadOnlyList<CheckDeclaration> UnderWay, IReadOnlyList<CheckReport> Reports, IReadOnlySet<string> Crowded);
