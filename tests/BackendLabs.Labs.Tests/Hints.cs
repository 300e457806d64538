namespace BackendLabs.Labs.Tests;

internal sealed class Hints
{
    private static readonly LabHint[] All =
    [
        new(1, "first", null), new(2, "of a", "a"), new(2, "of b", "b"), new(3, "last", null),
    ];

    [TestCase("", 0, "a", ExpectedResult = null)]
    [TestCase("", 1, "a", ExpectedResult = 0)]
    [TestCase("0", 1, "a", ExpectedResult = null)]
    [TestCase("0", 2, "b", ExpectedResult = 2)]
    [TestCase("0 2", 5, "b", ExpectedResult = 3)]
    [TestCase("0 2 3", 9, "b", ExpectedResult = null)]
    public int? A_hint_is_due_after_so_many_failures_and_only_for_its_check(string shown, int failures, string notPassed) =>
        HintStages.Due(All, Numbers(shown), [notPassed], failures);

    [TestCase("", null, ExpectedResult = 0)]
    [TestCase("0", null, ExpectedResult = 3)]
    [TestCase("0", "a", ExpectedResult = 1)]
    [TestCase("0 1 3", "a", ExpectedResult = 2)]
    [TestCase("0 1 2 3", "a", ExpectedResult = null)]
    public int? Who_asks_gets_what_fits_first_and_in_the_end_everything(string shown, string? notPassed) =>
        HintStages.Next(All, Numbers(shown), notPassed is null ? null : [notPassed]);

    [TestCase(1, "a", ExpectedResult = 0)]
    [TestCase(2, "a", ExpectedResult = 1)]
    [TestCase(2, "c", ExpectedResult = 0)]
    [TestCase(3, "b", ExpectedResult = 3)]
    [TestCase(9, "b", ExpectedResult = 3)]
    public int? An_attempt_has_the_same_hint_whenever_it_is_looked_at(int failures, string notPassed) => HintStages.Of(All, [notPassed], failures);

    private static HashSet<int> Numbers(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
}
