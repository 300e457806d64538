using System.Collections.Concurrent;
using BackendLabs.Contract;
using BackendLabs.Grader.Judging;
using BackendLabs.Labs;

namespace BackendLabs.Grader.Validation;

/// <summary>
/// What a lab's own check script or seed breaks, as one problem at its place: the same line breaks for many answers, and
/// its author has one thing to mend.
/// </summary>
internal sealed class Causes(Lab lab)
{
    private readonly ConcurrentDictionary<string, bool> _told = new(StringComparer.Ordinal);

    /// <param name="broken">Of the check that broke.</param>
    /// <param name="tried">For which answer: <c>solutions/reference.csx with seed 3</c>.</param>
    /// <returns>Null where the same has been told.</returns>
    public LabProblem? Once(string check, CheckStatus.InfrastructureError broken, string tried) =>
        _told.TryAdd(KeyOf(check, broken), true) ? Of(broken, tried) : null;

    private static string KeyOf(string check, CheckStatus.InfrastructureError broken) => broken switch
    {
        { Seed: { } seed } => $"seed {seed.Kind} {seed.Text} {seed.Line}",
        // Of several checks that share a helper method, the helper's line is the place.
        { Line: { } line, Column: { } column } => $"{line}:{column}",
        { Line: { } line } => $"{check} {line}",
        _ => broken.Reason,
    };

    private LabProblem Of(CheckStatus.InfrastructureError broken, string tried)
    {
        if (broken.Seed is { } seed)
            return SeedWords.Of(lab, seed);
        if (broken.Line is null)
            return new LabProblem($"{lab.Id}/{lab.Texts.Checks.Path}", null, null, broken.Reason, "Run lab doctor, then validate again.");
        return new LabProblem(
            $"{lab.Id}/{lab.Texts.Checks.Path}", broken.Line, broken.Column ?? 1, $"{broken.Reason.TrimEnd('.')}. It broke for {tried}.",
            broken.IsLate
                ? "Let what the check waits for have an end of its own, well below `limits.wall`."
                : "Let it fail by Expect: an answer may be null, empty or of another length, and Expect says so before you reach into it.");
    }
}
