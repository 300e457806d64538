using static BackendLabs.Labs.Tests.Mistakes;

namespace BackendLabs.Labs.Tests;

public sealed class MistakesInRules
{
    private const string Good = "  - { id: cached, sentence: \"Why it matters.\", checks: [served-from-cache] }\n";

    [Test]
    public void A_rule_has_its_words_and_its_checks()
    {
        using var root = LabRoot.WithLab();
        root.Edit("lab.yaml", "minutes: 20\n", $"minutes: 20\nrules:\n{Good}explanations: [\"There is only one.\"]\n");
        var lab = root.ReadGood();
        Assert.That(lab.Rules, Is.EqualTo(new[] { new LabRule("cached", "Why it matters.", ["served-from-cache"]) }));
        Assert.That(lab.Explanations, Is.EqualTo(new[] { new LabExplanation("There is only one.", 12) }));
    }

    [Test]
    public void A_lab_without_the_field_states_none() => Assert.That(Read().Rules, Is.Null);

    [Test]
    public void A_rule_that_is_no_map_is_refused() =>
        ExpectRules("  - exactly\n", "11:5: A rule must be a map, but `exactly` is text. | Write, for example, `rules: [{ id: exactly,");

    [Test]
    public void A_rule_without_a_sentence_is_refused() =>
        ExpectRules("  - { id: exactly, checks: [served-from-cache] }\n", "11:5: The field `sentence` of the rule exactly is missing. | Add `sentence: \"all books of exactly this author\"`.");

    [Test]
    public void A_rule_without_checks_is_refused() =>
        ExpectRules("  - { id: exactly, sentence: \"Why\" }\n", "11:5: The field `checks` of the rule exactly is missing. | Add `checks: [only-that-author]`.");

    [Test]
    public void A_rule_that_no_check_holds_is_refused() =>
        ExpectRules("  - { id: exactly, sentence: \"Why\", checks: [] }\n", "11:45: No check holds this rule. | Name the checks that a student fails who breaks it: `checks: [only-that-author]`.");

    [Test]
    public void A_rule_with_another_field_is_refused() =>
        ExpectRules("  - { id: exactly, sentense: \"Why\", sentence: \"Why\", checks: [a] }\n", "11:20: `sentense` is not a field of the rule exactly. | Remove it.");

    [Test]
    public void An_id_of_another_form_is_refused() =>
        ExpectRules("  - { id: Exactly This, sentence: \"Why\", checks: [a] }\n", "11:11: A rule's id is lower-case words joined by dashes, not `Exactly This`. | Write `id: exactly-this`.");

    [Test]
    public void One_id_used_twice_is_refused() =>
        ExpectRules(Good + Good, "12:11: The rule `cached` stands here twice. | Give each rule an id of its own, or put their checks together.");

    [Test]
    public void A_check_named_twice_is_refused() =>
        ExpectRules("  - { id: exactly, sentence: \"Why\", checks: [a, a] }\n", "11:49: `a` stands in `checks` twice.");

    [TestCase("// fails: served-from-cache\n// breaks: cached\n// Never fills it.\n")]
    [TestCase("// fails: served-from-cache\n// Never fills it.\n// breaks: cached\n")]
    [TestCase("// fails: served-from-cache\n// Never fills it.\n// Nor reads it.\n// breaks:  cached \n")]
    public void A_wrong_answer_names_rules_near_its_top(string text)
    {
        using var root = LabRoot.WithLab();
        root.Write($"{LabRoot.Id}/wrong/never-fills.csx", text);
        var wrong = root.ReadGood().WrongSolutions.Single();
        Assert.That((wrong.Mistake, string.Join(' ', wrong.Breaks)), Is.EqualTo(("Never fills it.", "cached")));
    }

    [TestCase("// fails: served-from-cache\n// breaks: Cached\n// Never fills it.\n", "2:12: A rule's id is lower-case words joined by dashes, not `Cached`. | Write `cached`.")]
    [TestCase("// fails: served-from-cache\n// breaks: cached, cached\n// Never fills it.\n", "2:20: The rule `cached` is named twice. | Keep one of them.")]
    [TestCase("// fails: served-from-cache\n// breaks:\n// Never fills it.\n", "2:11: A rule's id is missing here. | Write `// breaks: rule-id`.")]
    [TestCase("// fails: served-from-cache\n// breaks: cached\nProduct GetProduct() => null;\n", "3:1: The third line must tell the mistake in words.")]
    public void A_wrong_answer_whose_head_is_wrong_is_refused(string text, string words) =>
        Expect(root => root.Write($"{LabRoot.Id}/wrong/never-fills.csx", text), $"{LabRoot.Id}/wrong/never-fills.csx:{words}");

    private static void ExpectRules(string items, string words) => ExpectInYaml("minutes: 20\n", $"minutes: 20\nrules:\n{items}", words);

    private static Lab Read()
    {
        using var root = LabRoot.WithLab();
        return root.ReadGood();
    }
}
