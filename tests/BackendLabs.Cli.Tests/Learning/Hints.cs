using BackendLabs.Cli.Learning;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Tests.Learning;

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

    private static HashSet<int> Numbers(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
}
