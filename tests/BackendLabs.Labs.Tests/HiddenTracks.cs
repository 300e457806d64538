namespace BackendLabs.Labs.Tests;

public sealed class HiddenTracks
{
    private const string Yaml =
        """
        format: 1
        tracks:
          - { id: start, title: Start here, summary: Begin., labs: [first-pass] }
          - { id: playground, title: Play, summary: Free code., hidden: true, labs: [free-code] }

        """;

    [Test]
    public void A_hidden_track_is_in_no_list_and_its_labs_are_found_by_name()
    {
        using var root = Root();
        var catalog = LabCatalog.Read([root.Path]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(catalog.Problems, Is.Empty);
            Assert.That(catalog.Tracks.Select(track => track.Id), Is.EqualTo(new[] { "start" }));
            Assert.That(catalog.Labs.Select(lab => lab.Id), Is.EqualTo(new[] { "start/first-pass" }));
            Assert.That(catalog.AllLabs.Select(lab => lab.Id), Is.EqualTo(new[] { "start/first-pass", "playground/free-code" }));
            Assert.That(catalog["playground/free-code"], Is.Not.Null);
            Assert.That(catalog.Find("free-code"), Is.EqualTo(new LabLookup.Found("playground/free-code")));
        }
    }

    [Test]
    public void A_hidden_lab_is_never_the_next_one()
    {
        using var root = Root();
        Assert.That(LabCatalog.Read([root.Path]).Next(new HashSet<string>(StringComparer.Ordinal) { "start/first-pass" }), Is.Null);
    }

    [Test]
    public void A_prerequisite_in_a_hidden_track_is_named_and_strands_nobody()
    {
        using var root = Root();
        root.Write("start/first-pass/lab.yaml", LabRoot.Yaml("start/first-pass").Replace("prerequisites: []", "prerequisites: [playground/free-code]", StringComparison.Ordinal));
        var catalog = LabCatalog.Read([root.Path]);
        Assert.That(
            Mistakes.Format(catalog.CheckPrerequisites().Single()),
            Is.EqualTo("start/first-pass/lab.yaml:7:17: The prerequisite `playground/free-code` is in a hidden track, where nobody would find it. | Remove `playground/free-code`, or show its track."));
        Assert.That(catalog.Next(new HashSet<string>(StringComparer.Ordinal))!.Id, Is.EqualTo("start/first-pass"));
    }

    [Test]
    public void Hidden_must_be_true_or_false()
    {
        using var root = Root(Yaml.Replace("hidden: true", "hidden: yes", StringComparison.Ordinal));
        Assert.That(LabCatalog.Read([root.Path]).Problems.Select(Mistakes.Format).Single(), Does.StartWith("catalog.yaml:4:").And.Contains("`hidden` must be true or false"));
    }

    private static LabRoot Root(string yaml = Yaml)
    {
        var root = new LabRoot();
        root.WriteLab("start/first-pass");
        root.WriteLab("playground/free-code");
        root.Write("catalog.yaml", yaml);
        return root;
    }
}
