namespace BackendLabs.Labs.Tests;

public sealed class Catalogues
{
    private const string Yaml =
        """
        format: 1
        tracks:
          - id: start
            title: Start here
            summary: Two minutes to your first green check.
            labs: [first-pass]
          - id: caching
            title: Remembering
            summary: Keep answers close at hand.
            labs: [first-key, cache-aside]

        """;

    [Test]
    public void Tracks_and_labs_come_in_the_order_of_the_catalogue()
    {
        using var root = Root();
        var catalog = LabCatalog.Read([root.Path]);
        Assert.That(catalog.Problems, Is.Empty);
        Assert.That(catalog.Tracks.Select(track => track.Title), Is.EqualTo(new[] { "Start here", "Remembering" }));
        Assert.That(catalog.Labs.Select(lab => lab.Id), Is.EqualTo(new[] { "start/first-pass", "caching/first-key", "caching/cache-aside" }));
        Assert.That(catalog["caching/cache-aside"]!.Header.Title, Is.EqualTo("Read through a cache"));
        Assert.That(catalog["caching/cache-aside"]!.Header.IsWhole, Is.True);
    }

    [Test]
    public void A_catalogue_reads_no_lab_before_it_is_asked()
    {
        using var root = Root();
        var catalog = LabCatalog.Read([root.Path]);
        root.Edit("lab.yaml", "title: Read through a cache", "title: Edited since");
        Assert.That(catalog["caching/cache-aside"]!.Header.Title, Is.EqualTo("Edited since"));
    }

    [Test]
    public void A_lab_with_mistakes_is_listed_all_the_same()
    {
        using var root = Root();
        root.Edit("lab.yaml", "minutes: 20", "minutes: [");
        var header = LabCatalog.Read([root.Path])["caching/cache-aside"]!.Header;
        Assert.That((header.Title, header.IsWhole), Is.EqualTo(("caching/cache-aside", false)));
    }

    [TestCase("caching/cache-aside", "caching/cache-aside")]
    [TestCase("cache-aside", "caching/cache-aside")]
    [TestCase(" Cache-Aside ", "caching/cache-aside")]
    [TestCase("labs/caching/cache-aside/", "caching/cache-aside")]
    public void A_lab_is_found_by_id_name_or_folder(string text, string id)
    {
        using var root = Root();
        Assert.That(LabCatalog.Read([root.Path]).Find(text), Is.EqualTo(new LabLookup.Found(id)));
    }

    [TestCase("cache-asied", "caching/cache-aside")]
    [TestCase("chaching/cache-aside", "caching/cache-aside")]
    [TestCase("aside", "caching/cache-aside")]
    [TestCase("frist-pass", "start/first-pass")]
    public void A_typo_offers_the_nearest_lab_first(string text, string id)
    {
        using var root = Root();
        var lookup = LabCatalog.Read([root.Path]).Find(text);
        Assert.That(lookup, Is.TypeOf<LabLookup.NotFound>());
        Assert.That(((LabLookup.NotFound)lookup).Nearest[0], Is.EqualTo(id));
    }

    [TestCase("")]
    [TestCase("kubernetes")]
    public void What_is_near_to_nothing_offers_nothing(string text)
    {
        using var root = Root();
        Assert.That(((LabLookup.NotFound)LabCatalog.Read([root.Path]).Find(text)).Nearest, Is.Empty);
    }

    [Test]
    public void A_name_that_two_tracks_have_is_ambiguous()
    {
        using var root = Root(Yaml.Replace("[first-pass]", "[first-pass, first-key]", StringComparison.Ordinal), "start/first-key");
        var lookup = LabCatalog.Read([root.Path]).Find("first-key");
        Assert.That(((LabLookup.Ambiguous)lookup).Ids, Is.EqualTo(new[] { "start/first-key", "caching/first-key" }));
    }

    [Test]
    public void The_next_lab_is_the_first_whose_prerequisites_are_passed()
    {
        using var root = Root();
        Needs(root, "caching/first-key", "caching/cache-aside");
        var catalog = LabCatalog.Read([root.Path]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Next(), Is.EqualTo("start/first-pass"));
            Assert.That(Next("start/first-pass"), Is.EqualTo("caching/cache-aside"));
            Assert.That(Next("start/first-pass", "caching/cache-aside"), Is.EqualTo("caching/first-key"));
            Assert.That(Next("start/first-pass", "caching/cache-aside", "caching/first-key"), Is.Null);
        }

        string? Next(params string[] passed) => catalog.Next(passed.ToHashSet(StringComparer.Ordinal))?.Id;
    }

    [Test]
    public void An_unknown_prerequisite_is_named_and_strands_nobody()
    {
        using var root = Root();
        Needs(root, "caching/first-key", "start/first-pas");
        var catalog = LabCatalog.Read([root.Path]);
        Assert.That(
            Mistakes.Format(catalog.CheckPrerequisites().Single()),
            Is.EqualTo("caching/first-key/lab.yaml:7:17: The prerequisite `start/first-pas` is no lab of the catalogue. | Did you mean `start/first-pass`?"));
        Assert.That(catalog.Next(new HashSet<string>(StringComparer.Ordinal) { "start/first-pass" })!.Id, Is.EqualTo("caching/first-key"));
    }

    [Test]
    public void Labs_that_wait_for_each_other_are_named_once()
    {
        using var root = Root();
        Needs(root, "start/first-pass", "caching/cache-aside");
        Needs(root, "caching/cache-aside", "caching/first-key");
        Needs(root, "caching/first-key", "start/first-pass");
        var problem = LabCatalog.Read([root.Path]).CheckPrerequisites().Single();
        Assert.That(problem.Message, Is.EqualTo("These labs wait for each other: start/first-pass needs caching/cache-aside needs caching/first-key needs start/first-pass."));
        Assert.That((problem.File, problem.Line), Is.EqualTo(("caching/first-key/lab.yaml", 7)));
    }

    [Test]
    public void A_folder_outside_the_catalogue_is_named()
    {
        using var root = Root(Yaml, "caching/stampede");
        Expect(root, "caching/stampede:The catalogue does not list this lab. | Add `stampede` to the labs of `caching` in catalog.yaml, or remove the folder.");
    }

    [Test]
    public void A_listed_lab_without_a_folder_offers_the_nearest()
    {
        using var root = Root(Yaml.Replace("cache-aside", "cache-asid", StringComparison.Ordinal));
        Assert.That(
            LabCatalog.Read([root.Path]).Problems.Select(Mistakes.Format),
            Has.Some.EqualTo("catalog.yaml:10:23: There is no folder caching/cache-asid. | Did you mean caching/cache-aside?"));
    }

    [Test]
    public void Mistakes_in_the_catalogue_keep_the_rest_of_it()
    {
        using var root = Root(Yaml.Replace("    title: Remembering\n", "    name: Remembering\n", StringComparison.Ordinal));
        var catalog = LabCatalog.Read([root.Path]);
        Assert.That(catalog.Labs, Has.Count.EqualTo(3));
        Assert.That(catalog.Problems.Select(Mistakes.Format), Is.EqualTo(new[]
        {
            "catalog.yaml:7:5: The field `title` of a track is missing. | Add `title: Start here`.",
            "catalog.yaml:8:5: `name` is not a field of a track. | Remove it. The fields are: id, title, summary, labs, hidden, finish.",
        }));
    }

    [Test]
    public void A_lab_in_two_roots_counts_once()
    {
        using var first = Root();
        using var second = Root();
        var catalog = LabCatalog.Read([first.Path, second.Path]);
        Assert.That(catalog.Labs.Select(lab => lab.Root).Distinct(), Is.EqualTo(new[] { first.Path }));
        Assert.That(catalog.Problems, Has.Count.EqualTo(3));
        Assert.That(catalog.Problems[0].Message, Does.Contain($"is in {first.Path} already"));
    }

    [Test]
    public void A_second_root_adds_to_a_track()
    {
        using var first = Root();
        using var second = new LabRoot();
        second.WriteLab("caching/private");
        second.Write("catalog.yaml", "format: 1\ntracks:\n  - { id: caching, title: Ours, summary: Ours., labs: [private] }\n");
        var caching = LabCatalog.Read([first.Path, second.Path]).Tracks[1];
        Assert.That(caching.Labs.Select(lab => lab.Name), Is.EqualTo(new[] { "first-key", "cache-aside", "private" }));
        Assert.That(caching.Title, Is.EqualTo("Remembering"));
    }

    [Test]
    public void A_root_that_is_not_there_is_a_problem_and_no_crash()
    {
        using var root = Root();
        var catalog = LabCatalog.Read(["/nowhere/labs", root.Path]);
        Assert.That(catalog.Problems.Single().Message, Is.EqualTo("There is no folder /nowhere/labs."));
        Assert.That(catalog.Labs, Has.Count.EqualTo(3));
    }

    private static void Expect(LabRoot root, string expected) =>
        Assert.That(LabCatalog.Read([root.Path]).Problems.Select(Mistakes.Format), Is.EqualTo(new[] { expected }));

    private static LabRoot Root(string yaml = Yaml, params string[] more)
    {
        var root = new LabRoot();
        foreach (var id in more.Concat(["start/first-pass", "caching/first-key", "caching/cache-aside"])) root.WriteLab(id);
        root.Write("catalog.yaml", yaml);
        return root;
    }

    private static void Needs(LabRoot root, string id, string needed) =>
        root.Write($"{id}/lab.yaml", LabRoot.Yaml(id).Replace("prerequisites: []", $"prerequisites: [{needed}]", StringComparison.Ordinal));
}
