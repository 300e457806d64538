using System.Text.RegularExpressions;
using BackendLabs.Contract;
using BackendLabs.Labs.Reading;

namespace BackendLabs.Labs;

/// <summary>Compares a lab's rules with its lesson, its checks and its wrong answers.</summary>
public static partial class LabRules
{
    // A story of what went wrong for somebody demands nothing of the student, nor do links.
    private static readonly string[] WithoutDemands = ["Why it matters", "Further reading"];

    /// <summary>The ids of the rules that each check holds, by the check's id; null where the lab states none.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>>? ByCheck(Lab lab) => lab.Rules?
        .SelectMany(rule => rule.Checks.Select(check => (check, rule.Id)))
        .GroupBy(pair => pair.check, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, IReadOnlyList<string> (group) => [.. group.Select(pair => pair.Id)], StringComparer.Ordinal);

    /// <summary>
    /// The rule to quote beside a failure: the one that the check names, or its only one. An exception or a limit is
    /// explained by its own words, and breaks no sentence of the lesson.
    /// </summary>
    public static BrokenRule? BrokenIn(Lab lab, string check, CheckStatus status)
    {
        if (status is not CheckStatus.Failed failed || lab.Rules is not { } all) return null;
        var rules = all.Where(rule => rule.Checks.Contains(check)).ToList();
        return (failed.Rule is { } named ? rules.Find(rule => rule.Id == named) : rules.Count == 1 ? rules[0] : null)?.Quoted;
    }

    /// <param name="checks">The ids that <c>checks.csx</c> defines, with their lines; known once it was compiled.</param>
    /// <param name="areRequired">Whether the lab must have rules.</param>
    public static RuleFindings Compare(Lab lab, IReadOnlyList<(string Id, int Line)> checks, bool areRequired = false)
    {
        var (problems, warnings) = (new ProblemLog(), new ProblemLog());
        if (lab.IsFree) return new RuleFindings([], []);
        if (lab.Rules is not { } rules)
        {
            (areRequired ? problems : warnings).Add(
                $"{lab.Id}/lab.yaml", null, "The lab has no `rules`: nothing says that its checks hold what its lesson demands.",
                "Add `rules:`, one for each demand of the lesson: `- { id: exactly, sentence: \"the lesson's words\", checks: [the-check] }`.");
            return new RuleFindings(problems.Sorted(), warnings.Sorted());
        }
        var lesson = LessonText.Read(lab.Texts.Lesson.Text);
        CompareLesson(lab, rules, lesson, problems.For($"{lab.Id}/lab.yaml"));
        CompareChecks(lab, rules, checks, problems);
        foreach (var wrong in lab.WrongSolutions) CompareWrong(wrong, rules, problems.For($"{lab.Id}/{wrong.Text.Path}"));
        foreach (var rule in rules.Where(rule => !lab.WrongSolutions.Any(wrong => IsBrokenBy(rule, wrong))))
        {
            problems.Add(
                $"{lab.Id}/lab.yaml", rule.Place, $"No wrong answer breaks the rule `{rule.Id}` and fails one of its checks ({string.Join(", ", rule.Checks)}).",
                $"Add one to wrong/ that begins with `// fails: {rule.Checks[0]}` and `// breaks: {rule.Id}`.");
        }
        PointAtDemands(lab, rules, lesson, warnings.For($"{lab.Id}/{lab.Texts.Lesson.Path}"));
        return new RuleFindings(problems.Sorted(), warnings.Sorted());
    }

    private static bool IsBrokenBy(LabRule rule, WrongSolution wrong) => wrong.Breaks.Contains(rule.Id) && wrong.Fails.Intersect(rule.Checks).Any();

    private static void CompareLesson(Lab lab, IReadOnlyList<LabRule> rules, LessonText lesson, FileLog log)
    {
        foreach (var rule in rules.Where(rule => !lesson.Find(rule.Sentence).Any()))
            log.Add(rule.Place, $"The sentence of the rule `{rule.Id}` is not in the lesson: \"{Cut(LessonText.PlainLine(rule.Sentence))}\"", NearestTo(rule.Sentence, lesson));
        foreach (var one in lab.Explanations.Where(one => !lesson.Find(one.Sentence).Any()))
            log.Add(new Place(one.Line, 1), $"This explanation is not in the lesson: \"{Cut(LessonText.PlainLine(one.Sentence))}\"", NearestTo(one.Sentence, lesson));
    }

    private static string NearestTo(string sentence, LessonText lesson)
    {
        var words = LessonText.PlainLine(sentence);
        // The same words, but for case or a full stop, are the usual slip.
        var near = NearestName.Of(words, lesson.Sentences().Select(one => lesson.Text[one]));
        return near is null ? "Copy the words from README.md; Markdown and line breaks do not matter." : $"Did you mean \"{near}\"?";
    }

    private static void CompareChecks(Lab lab, IReadOnlyList<LabRule> rules, IReadOnlyList<(string Id, int Line)> checks, ProblemLog log)
    {
        string[] ids = [.. checks.Select(check => check.Id)];
        foreach (var (rule, check) in rules.SelectMany(rule => rule.Checks.Except(ids).Select(check => (rule, check))))
        {
            var near = NearestName.Of(check, ids);
            log.Add($"{lab.Id}/lab.yaml", rule.PlaceOf(check), $"The rule `{rule.Id}` names the check `{check}`, which is not there.", near is null ? $"The checks are: {string.Join(", ", ids)}." : $"Did you mean `{near}`?");
        }
        foreach (var (id, line) in checks.Where(check => !rules.Any(rule => rule.Checks.Contains(check.Id))))
        {
            log.Add(
                $"{lab.Id}/{lab.Texts.Checks.Path}", new Place(line, 1), $"No rule says what the check `{id}` demands, so a student who fails it cannot find it in the lesson.",
                "Say it in the lesson and add the sentence to `rules`; or add the check to the rule that it holds; or remove the check.");
        }
    }

    private static void CompareWrong(WrongSolution wrong, IReadOnlyList<LabRule> rules, FileLog log)
    {
        if (wrong.Breaks.Count == 0)
        {
            var guess = rules.Where(rule => rule.Checks.Intersect(wrong.Fails).Any()).Select(rule => rule.Id).DefaultIfEmpty("rule-id");
            log.Add(new Place(2, 1), "It does not say which rule it breaks.", $"Write beneath the first line `// breaks: {string.Join(", ", guess)}`, with the rules that it breaks.");
        }
        foreach (var id in wrong.Breaks)
        {
            var column = wrong.Text.Text.Split('\n')[wrong.BreaksLine - 1].IndexOf(id, "// breaks:".Length, StringComparison.Ordinal) + 1;
            var place = new Place(wrong.BreaksLine, column);
            if (rules.FirstOrDefault(rule => rule.Id == id) is not { } rule)
            {
                var near = NearestName.Of(id, rules.Select(one => one.Id));
                log.Add(place, $"There is no rule `{id}`.", near is null ? $"The rules are: {string.Join(", ", rules.Select(one => one.Id))}." : $"Did you mean `{near}`?");
            }
            else if (!IsBrokenBy(rule, wrong))
            {
                log.Add(
                    place, $"It breaks `{id}`, but fails none of the checks that hold this rule ({string.Join(", ", rule.Checks)}).",
                    "Name the rule that its failing check holds, add that check to the rule, or let the rule's check notice this mistake.");
            }
        }
    }

    private static void PointAtDemands(Lab lab, IReadOnlyList<LabRule> rules, LessonText lesson, FileLog log)
    {
        var covered = rules.Select(rule => rule.Sentence).Concat(lab.Explanations.Select(one => one.Sentence)).SelectMany(lesson.Find).ToList();
        foreach (var sentence in lesson.Sentences())
        {
            var (start, end) = (sentence.Start.Value, sentence.End.Value);
            if (lesson.Headings.LastOrDefault(heading => heading.At <= start) is { Words: { } words } && WithoutDemands.Contains(words)) continue;
            var open = DemandForm().Matches(lesson.Text[start..end])
                .Where(word => !covered.Exists(range => range.Start.Value <= start + word.Index && start + word.Index < range.End.Value))
                .ToList();
            if (open.Count == 0) continue;
            log.Add(
                lesson.PlaceOf(start + open[0].Index),
                $"This sentence says {string.Join(" and ", open.Select(word => $"\"{word.Value.ToLowerInvariant()}\"").Distinct())}, and no rule has it: \"{Cut(lesson.Text[start..end])}\"",
                "Add it to `rules` with the checks that hold it; or to `explanations`, where it demands nothing of an answer.");
        }
    }

    private static string Cut(string text) => text.Length <= 120 ? text : text[..119] + "…";

    // Not within read-only or never-ending, which demand nothing.
    [GeneratedRegex(@"(?<![\w-])(exactly|never|always|at most|every|nothing|only)(?![\w-])", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DemandForm();
}

/// <param name="Problems">For which the lab is refused.</param>
/// <param name="Warnings">What its author should look at; the lab is good with them.</param>
public sealed record RuleFindings(IReadOnlyList<LabProblem> Problems, IReadOnlyList<LabProblem> Warnings);
