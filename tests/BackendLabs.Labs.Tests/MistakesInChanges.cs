using static BackendLabs.Labs.Tests.Mistakes;

namespace BackendLabs.Labs.Tests;

public sealed class MistakesInChanges
{
    private static readonly string Line = $"  - {{ version: 1, digest: \"{LabRoot.Digest}\", note: First version }}";

    [Test]
    public void Checks_changed_without_a_new_version_are_refused_with_the_line_to_add()
    {
        using var root = LabRoot.WithLab();
        root.Edit("checks.csx", "points: 3", "points: 4");
        var problem = root.ReadProblems().Single();
        var digest = LabDigest.OfChecks(root.ReadTexts());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(problem.Message, Is.EqualTo($"The checks have changed since version 1 was noted: their digest is {digest}."));
            Assert.That((problem.Line, problem.Column), Is.EqualTo((19, 27)));
            Assert.That(problem.Suggestion, Does.Contain("Write `version: 2` and add at the end of `changes` the line"));
        }
        root.Edit("lab.yaml", "\nversion: 1\n", "\nversion: 2\n");
        root.Edit("lab.yaml", Line, $"{Line}\n{root.ReadProblems().Single().Suggestion.Split('`')[3]}");
        Assert.That(root.ReadGood().Version, Is.EqualTo(2), "the suggested line is right as it stands");
    }

    [TestCase("contract.csx")]
    [TestCase("seed.sql")]
    [TestCase("../../_shared/shop/seed.sql")]
    public void What_the_checks_rest_on_is_a_part_of_them(string file)
    {
        using var root = LabRoot.WithLab();
        File.AppendAllText(Path.Combine(root.Path, LabRoot.Id, file), "-- more\n");
        Assert.That(root.ReadProblems().Single().Message, Does.StartWith("The checks have changed since version 1 was noted"));
    }

    [Test]
    public void A_lesson_may_change_without_a_new_version()
    {
        using var root = LabRoot.WithLab();
        root.Edit("README.md", "Why it matters.", "Why it matters so much.");
        Assert.That(root.ReadGood().Version, Is.EqualTo(1));
    }

    [Test]
    public void A_lab_without_changes_is_given_its_first_line() =>
        ExpectInYaml($"changes:\n{Line}\n", "", $"2:1: The field `changes` of lab.yaml is missing. | Add `changes:` and under it the line `{Line}`.");

    [Test]
    public void A_new_version_without_a_change_is_refused() =>
        ExpectInYaml("\nversion: 1\n", "\nversion: 2\n", "19:5: Version 2 has no change; the newest is of version 1. | Add at the end of `changes` the line `  - { version: 2,");

    [Test]
    public void A_change_ahead_of_the_version_is_refused() =>
        ExpectInYaml("{ version: 1,", "{ version: 2,", "19:5: The newest change is of version 2, but `version` is 1. | Write `version: 2`.");

    [Test]
    public void Changes_out_of_order_are_refused() =>
        ExpectInYaml(Line, $"{Line}\n{Line}", "20:16: Version 1 comes after version 1. | List the changes oldest first, one for each version.");

    [Test]
    public void A_digest_of_the_wrong_form_is_refused() =>
        ExpectInYaml(LabRoot.Digest, "latest", "19:27: `latest` is no digest: 12 lower-case hex digits.");
}
