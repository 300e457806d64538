using BackendLabs.Contract;

namespace BackendLabs.Labs.Tests;

/// <summary>Rules beside the lesson, the checks and the wrong answers that they speak of.</summary>
public sealed class RulesOfALesson
{
    private const string Lesson = """
        # Read through a cache

        ## Why it matters

        Nobody ever asked only once, and it always went wrong.

        ## The idea

            never   a diagram says anything

        1. **Renewing must not create.** Between your read and
           your write somebody may have deleted the `key`.

        ```csharp
        // never, only, always
        ```

        | word | meaning |
        | --- | --- |
        | copy | lives [five minutes](https://redis.io) *at most* |

        ## Your task

        Write `GetProduct`: **exactly** the product of this `id`. It is asked
        never twice. What is left is nothing.

        ## Further reading

        The only book: [Redis](https://redis.io).

        """;

    private const string Task = "Write `GetProduct`: exactly the product of this `id`. It is asked never twice. What is left is nothing.";
    private const string Copy = "lives five minutes at most";
    private static readonly (string, int)[] Checks = [("served-from-cache", 7)];

    [Test]
    public void Sentences_are_compared_without_Markdown_and_line_breaks()
    {
        using var root = Root(Rule("task", Task), Rule("no-revival", "Renewing must not create. Between your read and your write somebody may have deleted the key."), Rule("copy", Copy));
        var found = LabRules.Compare(root.ReadGood(), Checks);
        Assert.That(found.Problems.Concat(found.Warnings).Select(Mistakes.Format), Is.Empty);
    }

    [TestCase("exactly the products", "exactly the products", "Copy the words from README.md")]
    [TestCase("Actly the product", "Actly the product", "Copy the words from README.md")]
    [TestCase("It is asked never thrice.", "It is asked never thrice.", "Did you mean \"It is asked never twice.\"?")]
    [TestCase("Nobody ever asked only once, and it always went wrong. The idea", "Nobody ever asked only once, and it always went wrong. The idea", "Did you mean \"Nobody ever asked only once")]
    public void A_sentence_that_is_not_in_the_lesson_is_refused(string sentence, string quoted, string suggestion)
    {
        using var root = Root(Rule("task", sentence));
        Assert.That(Problems(root).Single(), Does.StartWith($"{LabRoot.Id}/lab.yaml:11:27: The sentence of the rule `task` is not in the lesson: \"{quoted}\" | {suggestion}"));
    }

    [Test]
    public void A_sentence_of_code_is_not_in_the_lesson()
    {
        using var root = Root(Rule("task", "a diagram says anything"));
        Assert.That(Problems(root).Single(), Does.Contain("is not in the lesson"));
    }

    [Test]
    public void A_check_that_is_not_there_is_refused()
    {
        using var root = Root("  - { id: task, sentence: \"It is asked never twice.\", checks: [served-from-cache, served-from-cash] }\n");
        Assert.That(Problems(root).Single(), Is.EqualTo($"{LabRoot.Id}/lab.yaml:11:83: The rule `task` names the check `served-from-cash`, which is not there. | Did you mean `served-from-cache`?"));
    }

    [Test]
    public void A_check_that_demands_what_no_rule_says_is_refused()
    {
        using var root = Root(Rule("task", Task));
        var problem = LabRules.Compare(root.ReadGood(), [.. Checks, ("is-quick", 23)]).Problems.Select(Mistakes.Format).Single();
        Assert.That(problem, Does.StartWith($"{LabRoot.Id}/checks.csx:23:1: No rule says what the check `is-quick` demands"));
    }

    [Test]
    public void A_rule_that_no_wrong_answer_breaks_is_refused()
    {
        using var root = Root(Rule("task", Task) + "  - { id: copy, sentence: \"lives five minutes at most\", checks: [served-from-cache] }\n");
        root.Edit("wrong/never-fills.csx", "// breaks: task, copy\n", "// breaks: task\n");
        Assert.That(Problems(root).Single(), Is.EqualTo(
            $"{LabRoot.Id}/lab.yaml:12:27: No wrong answer breaks the rule `copy` and fails one of its checks (served-from-cache). | Add one to wrong/ that begins with `// fails: served-from-cache` and `// breaks: copy`."));
    }

    [Test]
    public void A_wrong_answer_that_names_no_rule_is_refused()
    {
        using var root = Root(Rule("task", Task));
        root.Write($"{LabRoot.Id}/wrong/forgets.csx", "// fails: served-from-cache\n// Forgets.\n");
        Assert.That(Problems(root).Single(), Is.EqualTo(
            $"{LabRoot.Id}/wrong/forgets.csx:2:1: It does not say which rule it breaks. | Write beneath the first line `// breaks: task`, with the rules that it breaks."));
    }

    [Test]
    public void A_wrong_answer_that_names_an_unknown_rule_is_refused()
    {
        using var root = Root(Rule("task", Task));
        root.Write($"{LabRoot.Id}/wrong/forgets.csx", "// fails: served-from-cache\n// breaks: task, tusk\n// Forgets.\n");
        Assert.That(Problems(root).Single(), Is.EqualTo($"{LabRoot.Id}/wrong/forgets.csx:2:18: There is no rule `tusk`. | Did you mean `task`?"));
    }

    [Test]
    public void A_wrong_answer_that_fails_no_check_of_its_rule_is_refused()
    {
        using var root = Root(Rule("task", Task));
        root.Write($"{LabRoot.Id}/wrong/forgets.csx", "// fails: is-quick\n// breaks: task\n// Forgets.\n");
        Assert.That(Problems(root).Single(), Does.StartWith($"{LabRoot.Id}/wrong/forgets.csx:2:12: It breaks `task`, but fails none of the checks that hold this rule (served-from-cache). | "));
    }

    [Test]
    public void Sentences_that_sound_like_a_rule_are_pointed_at_with_their_place()
    {
        using var root = Root(Rule("task", "It is asked never twice."));
        Assert.That(LabRules.Compare(root.ReadGood(), Checks).Warnings.Select(Mistakes.Format), Is.EqualTo(new[]
        {
            $"{LabRoot.Id}/README.md:20:50: This sentence says \"at most\", and no rule has it: \"lives five minutes at most\" | {Advice}",
            $"{LabRoot.Id}/README.md:24:23: This sentence says \"exactly\", and no rule has it: \"Write GetProduct: exactly the product of this id.\" | {Advice}",
            $"{LabRoot.Id}/README.md:25:30: This sentence says \"nothing\", and no rule has it: \"What is left is nothing.\" | {Advice}",
        }));
    }

    [Test]
    public void A_sentence_that_only_explains_is_not_pointed_at()
    {
        using var root = Root(Rule("task", Task), "explanations: [\"at most\"]\n");
        Assert.That(LabRules.Compare(root.ReadGood(), Checks).Warnings, Is.Empty);
        root.Edit("lab.yaml", "[\"at most\"]", "[\"at least\"]");
        Assert.That(Problems(root).Single(), Does.StartWith($"{LabRoot.Id}/lab.yaml:12:1: This explanation is not in the lesson: \"at least\""));
    }

    [Test]
    public void A_lab_without_rules_is_warned_of_and_refused_where_they_are_required()
    {
        using var root = LabRoot.WithLab();
        var (given, required) = (LabRules.Compare(root.ReadGood(), Checks), LabRules.Compare(root.ReadGood(), Checks, areRequired: true));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((given.Problems.Count, given.Warnings.Count), Is.EqualTo((0, 1)));
            Assert.That((required.Problems.Count, required.Warnings.Count), Is.EqualTo((1, 0)));
            Assert.That(required.Problems[0].Message, Does.StartWith("The lab has no `rules`"));
        }
    }

    [TestCase("task", "task", Description = "the one that the check names")]
    [TestCase("copy", "copy")]
    [TestCase(null, null, Description = "of two, none is guessed")]
    public void The_rule_that_a_check_names_is_quoted(string? named, string? expected)
    {
        using var root = Root(Rule("task", Task), Rule("copy", Copy));
        Assert.That(LabRules.BrokenIn(root.ReadGood(), "served-from-cache", new CheckStatus.Failed("No.", null, null) { Rule = named })?.Id, Is.EqualTo(expected));
    }

    [Test]
    public void The_only_rule_of_a_check_is_quoted_beside_a_failure_and_nothing_else()
    {
        using var root = Root(Rule("task", "**exactly** the product of this `id`."));
        var lab = root.ReadGood();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(LabRules.BrokenIn(lab, "served-from-cache", new CheckStatus.Failed("No.", null, null)), Is.EqualTo(new BrokenRule("task", "exactly the product of this id.")));
            Assert.That(LabRules.BrokenIn(lab, "served-from-cache", new CheckStatus.TimeLimit(TimeSpan.FromSeconds(1), null)), Is.Null);
            Assert.That(LabRules.BrokenIn(lab, "served-from-cache", new CheckStatus.Passed()), Is.Null);
        }
    }

    /// <summary>Records name the digest of a lab's files, and a version that of its checks: rules belong to the first alone.</summary>
    [Test]
    public void Rules_change_no_version()
    {
        using var plain = LabRoot.WithLab();
        using var ruled = Root(Rule("task", Task));
        Assert.That(LabDigest.OfChecks(ruled.ReadTexts()), Is.EqualTo(LabDigest.OfChecks(plain.ReadTexts())));
        Assert.That(ruled.ReadGood().Digest, Is.Not.EqualTo(plain.ReadGood().Digest));
    }

    private const string Advice = "Add it to `rules` with the checks that hold it; or to `explanations`, where it demands nothing of an answer.";

    private static string Rule(string id, string sentence) => $"  - {{ id: {id}, sentence: \"{sentence}\", checks: [served-from-cache] }}\n";

    private static LabRoot Root(params string[] rules)
    {
        var root = LabRoot.WithLab();
        root.Edit("lab.yaml", "minutes: 20\n", $"minutes: 20\nrules:\n{string.Concat(rules)}");
        root.Write($"{LabRoot.Id}/README.md", Lesson.ReplaceLineEndings("\n"));
        var ids = rules.SelectMany(rule => new[] { "task", "no-revival", "copy" }.Where(id => rule.Contains($"id: {id},", StringComparison.Ordinal)));
        root.Write($"{LabRoot.Id}/wrong/never-fills.csx", $"// fails: served-from-cache\n// breaks: {string.Join(", ", ids)}\n// Reads the cache but never fills it.\n");
        return root;
    }

    private static List<string> Problems(LabRoot root) => [.. LabRules.Compare(root.ReadGood(), Checks).Problems.Select(Mistakes.Format)];
}
