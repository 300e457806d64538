using static BackendLabs.Labs.Tests.Mistakes;

namespace BackendLabs.Labs.Tests;

public sealed class MistakesInWaivers
{
    private const string Good = "  - { mutant: \"where-6.1-3fa9c2d1\", reason: \"Nobody could tell.\" }\n";

    [Test]
    public void A_waiver_that_is_no_map_is_refused() =>
        ExpectWaivers("  - where-6.1-3fa9c2d1\n", "11:5: A waiver must be a map, but `where-6.1-3fa9c2d1` is text. | Write `- { mutant: \"where-6.1-3fa9c2d1\", reason: \"...\" }`.");

    [Test]
    public void An_id_of_another_form_is_refused() =>
        ExpectWaivers("  - { mutant: \"line 6\", reason: \"Nobody could tell.\" }\n", "11:15: `line 6` is no mutant's id: kind, line, number and eight hex digits. | Copy the id that `lab validate` prints, such as where-6.1-3fa9c2d1.");

    [Test]
    public void A_waiver_without_a_reason_is_refused() =>
        ExpectWaivers("  - { mutant: \"where-6.1-3fa9c2d1\" }\n", "11:5: ");

    [Test]
    public void One_mutant_waived_twice_is_refused() =>
        ExpectWaivers(Good + Good, "12:15: The mutant where-6.1-3fa9c2d1 is waived twice. | Keep one of them.");

    private static void ExpectWaivers(string items, string words) => ExpectInYaml("minutes: 20\n", $"minutes: 20\nwaivers:\n{items}", words);
}
