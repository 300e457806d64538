namespace BackendLabs.Labs.Tests;

internal sealed class Hints
{
    private static readonly LabHint[] All =
    [
        new(0, "what?", null), new(1, "first", null), new(2, "of a", "a"), new(2, "of b", "b"), new(4, "last", null), new(1, "weak, of a", "a"),
    ];

    [TestCase("", 0, "a", ExpectedResult = null)]
    [TestCase("", 1, "a", ExpectedResult = 1)]
    [TestCase("1", 1, "a", ExpectedResult = 5)]
    [TestCase("1 5", 1, "a", ExpectedResult = null)]
    [TestCase("1", 2, "b", ExpectedResult = 3)]
    [TestCase("1 3", 5, "b", ExpectedResult = 4)]
    [TestCase("1 3 4", 9, "b", ExpectedResult = null, Description = "the question of before the first check does not come after it")]
    public int? A_hint_is_due_after_so_many_failures_and_only_for_its_check(string shown, int failures, string notPassed) =>
        HintStages.Due(All, Numbers(shown), [notPassed], failures);

    [TestCase("", null, ExpectedResult = 0)]
    [TestCase("0", null, ExpectedResult = null, Description = "nothing of the answer before the first check")]
    [TestCase("0", "a", ExpectedResult = 1)]
    [TestCase("0 1", "a", ExpectedResult = 5, Description = "the weaker one first, wherever it stands")]
    [TestCase("0 1 5", "a", ExpectedResult = 2)]
    [TestCase("0 1 5 2", "a", ExpectedResult = 4)]
    [TestCase("0 1 2 4 5", "a", ExpectedResult = null, Description = "what speaks to a check that passes helps nobody")]
    public int? Who_asks_gets_a_question_then_what_fails_and_the_whole_answer_last(string shown, string? notPassed) =>
        HintStages.Next(All, Numbers(shown), notPassed is null ? null : [notPassed]);

    [TestCase(1, "a", ExpectedResult = 1)]
    [TestCase(2, "a", ExpectedResult = 5)]
    [TestCase(3, "a", ExpectedResult = 2)]
    [TestCase(2, "c", ExpectedResult = 1)]
    [TestCase(9, "b", ExpectedResult = 4)]
    public int? An_attempt_has_the_same_hint_whenever_it_is_looked_at(int failures, string notPassed) => HintStages.Of(All, [notPassed], failures);

    [Test]
    public void A_lab_without_a_first_question_shows_no_code_before_the_first_check()
    {
        LabHint[] hints = [new(1, "Is it cache.StringGet(key)?", null), new(3, "Is it there?", null), new(1, "Which key?", "a"), new(1, "Is it in Redis?", null)];

        Assert.That(HintStages.Next(hints, new HashSet<int>(), notPassed: null), Is.EqualTo(3));
        Assert.That(HintStages.Next(hints, new HashSet<int> { 3 }, notPassed: null), Is.Null);
    }

    private static HashSet<int> Numbers(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
}
