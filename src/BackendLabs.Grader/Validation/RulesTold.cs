using System.Collections.Concurrent;
using BackendLabs.Contract;
using BackendLabs.Labs;

namespace BackendLabs.Grader.Validation;

/// <summary>
/// What students would read of the lab's rules: which sentence stood beside the failures of the wrong answers. A rule
/// that no failure ever quotes is held by nothing that a student could see.
/// </summary>
internal sealed class RulesTold(Lab lab)
{
    private readonly ConcurrentDictionary<string, bool> _told = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _unnamed = new(StringComparer.Ordinal);

    /// <returns>The check that names a rule which this answer does not break; null where all agree.</returns>
    public LabProblem? Take(WrongSolution wrong, IReadOnlyList<CheckResult> results)
    {
        if (lab.Rules is not { } rules)
            return null;
        LabProblem? odd = null;
        foreach (var result in results.Where(result => result.Status is not (CheckStatus.Passed or CheckStatus.NotRun)))
        {
            var named = (result.Status as CheckStatus.Failed)?.Rule;
            foreach (var rule in rules.Where(rule => rule.Checks.Contains(result.Id) && wrong.Breaks.Contains(rule.Id) && (named ?? rule.Id) == rule.Id))
                _told[rule.Id] = true;
            if (result.Status is CheckStatus.Failed && result.Rule is null && rules.Count(rule => rule.Checks.Contains(result.Id)) > 1)
                _unnamed[result.Id] = true;
            if (named is not null && !wrong.Breaks.Contains(named))
                odd ??= Odd(wrong, result, named);
        }

        return odd;
    }

    /// <summary>Rules that no failure of a wrong answer told.</summary>
    public IEnumerable<LabProblem> Untold() => (lab.Rules ?? [])
        .Where(rule => !_told.ContainsKey(rule.Id) && lab.WrongSolutions.Any(wrong => wrong.Breaks.Contains(rule.Id) && wrong.Fails.Intersect(rule.Checks).Any()))
        .Select(rule => new LabProblem(
            $"{lab.Id}/lab.yaml", rule.Line, 1,
            $"No failure of a wrong solution names the rule `{rule.Id}`: its checks ({string.Join(", ", rule.Checks)}) fail by naming another.",
            $"Give the expectation that holds it `rule: \"{rule.Id}\"`, or let a wrong solution break this rule alone."));

    /// <summary>Checks that hold several rules and failed without saying which: their students read none.</summary>
    public IEnumerable<LabProblem> Unnamed(IReadOnlyList<CheckDeclaration> checks) => checks
        .Where(check => _unnamed.ContainsKey(check.Id))
        .Select(check => new LabProblem(
            $"{lab.Id}/{lab.Texts.Checks.Path}", check.Line, 1,
            $"The check \"{check.Id}\" holds several rules and failed without naming one, so its student reads none.",
            $"Name it in the expectation: `Expect(…, rule: \"{lab.Rules!.First(rule => rule.Checks.Contains(check.Id)).Id}\")`."));

    private LabProblem Odd(WrongSolution wrong, CheckResult result, string named) => new(
        $"{lab.Id}/{wrong.Text.Path}", 2, 1,
        $"The check \"{result.Id}\" fails it by the rule `{named}`, which it does not say it breaks: {TrialWords.Of(result.Status)}",
        $"Add `{named}` to its `// breaks:`, or mend the check.");
}
