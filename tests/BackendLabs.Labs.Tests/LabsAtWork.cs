namespace BackendLabs.Labs.Tests;

/// <summary>What its author can do with a lab that is not whole.</summary>
public sealed class LabsAtWork
{
    [Test]
    public void Changed_checks_leave_a_lab_that_its_author_can_run_and_nobody_else()
    {
        using var root = LabRoot.WithLab();
        root.Edit("checks.csx", "points: 3", "points: 4");

        var reading = LabReader.Read(root.Path, LabRoot.Id);

        Assert.That(reading, Is.InstanceOf<LabReading.Bad>());
        Assert.That(reading.ForItsAuthor?.Texts.Checks.Text, Does.Contain("points: 4"));
        Assert.That(reading.ForItsAuthor!.ChecksDigest, Is.EqualTo(LabDigest.OfChecks(root.ReadTexts())));
    }

    [Test]
    public void A_mistake_beside_them_leaves_a_draft_to_look_at_and_both_are_told()
    {
        using var root = LabRoot.WithLab();
        root.Edit("checks.csx", "points: 3", "points: 4");
        root.Edit("lab.yaml", "minutes: 20", "minutes: 0");

        var bad = (LabReading.Bad)LabReader.Read(root.Path, LabRoot.Id);

        Assert.That(bad.Problems, Has.Count.EqualTo(2));
        Assert.That((bad.IsUnnoted, bad.ForItsAuthor), Is.EqualTo((false, (Lab?)null)));
        Assert.That(bad.Draft?.Id, Is.EqualTo(LabRoot.Id));
    }

    [TestCase("checks.csx")]
    [TestCase("README.md")]
    [TestCase("starter.csx")]
    public void Without_its_main_files_there_is_no_draft(string file)
    {
        using var root = LabRoot.WithLab();
        root.Delete(file);

        Assert.That(((LabReading.Bad)LabReader.Read(root.Path, LabRoot.Id)).Draft, Is.Null);
    }

    [TestCase("Text <br> more.", 3, 6, "`<br>`")]
    [TestCase("Give a List<int> back.", 3, 12, "`<int>`")]
    [TestCase("<!-- a note to myself -->", 3, 1, "`<!--`")]
    [TestCase("Press <kbd class=\"x\">Enter</kbd>.", 3, 7, "`<kbd class=\"x\">`")]
    public void Html_in_a_lesson_is_found_at_its_place(string text, int line, int column, string words)
    {
        using var root = LabRoot.WithLab();
        root.Edit("README.md", "Why it matters.", text);

        var problem = LabTextFindings.Check(root.ReadGood())[0];

        Assert.That((problem.File, problem.Line, problem.Column), Is.EqualTo(($"{LabRoot.Id}/README.md", (int?)line, (int?)column)));
        Assert.That(problem.Message, Does.StartWith(words));
    }

    [TestCase("Give a `List<int>` back, 1 < 2 and 3 > 2.")]
    [TestCase("See <https://sqlite.org/lang.html>.")]
    [TestCase("```\nvar a = new List<int>();\n```")]
    public void Code_and_links_are_no_html(string text)
    {
        using var root = LabRoot.WithLab();
        root.Edit("README.md", "Why it matters.", text);

        Assert.That(LabTextFindings.Check(root.ReadGood()), Is.Empty);
    }

    [Test]
    public void A_type_of_the_contract_that_nothing_uses_is_found()
    {
        using var root = LabRoot.WithLab();
        root.Edit("contract.csx", "public record Product(int Id, string Name);", "public record Product(int Id, Money Price); // no Voucher\npublic record Money(long Cents);\npublic sealed class Voucher;");
        var digest = LabDigest.OfChecks(root.ReadTexts());
        root.Edit("lab.yaml", LabRoot.Digest, digest);

        var problem = LabTextFindings.Check(root.ReadGood()).Single();

        Assert.That((problem.File, problem.Line, problem.Column), Is.EqualTo(($"{LabRoot.Id}/contract.csx", (int?)3, (int?)21)));
        Assert.That(problem.Message, Does.Contain("`Voucher`"));
    }
}
