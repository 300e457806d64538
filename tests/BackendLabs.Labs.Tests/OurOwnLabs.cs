namespace BackendLabs.Labs.Tests;

public sealed class OurOwnLabs
{
    private static readonly LabCatalog Catalog = LabCatalog.Read([Repository.Labs()]);

    private static IEnumerable<string> Ids => Catalog.AllLabs.Select(lab => lab.Id);

    [Test]
    public void The_catalogue_and_the_folders_agree() =>
        Assert.That(Catalog.Problems.Concat(Catalog.CheckPrerequisites()).Select(Mistakes.Format), Is.Empty);

    [TestCaseSource(nameof(Ids))]
    public void A_lab_has_no_mistakes_and_its_links_lead_somewhere(string id)
    {
        var lab = Catalog[id]!;
        var problems = lab.Read() switch
        {
            LabReading.Bad bad => bad.Problems,
            LabReading.Good good => LabLinks.Check(good.Lab),
            _ => throw new InvalidOperationException(),
        };
        Assert.That(problems.Select(Mistakes.Format), Is.Empty);
    }
}
