using BackendLabs.Cli.Authoring;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Tests.Authoring;

internal sealed class NewLabs
{
    [Test]
    public void A_new_lab_reads_whole_and_is_in_the_catalogue()
    {
        using var context = new TestCommandContext(withLab: false);
        foreach (var id in (string[])["mine/first", "mine/second", "yours/first"])
        {
            Assert.That(context.Run("new", id), Is.Zero, context.Error);
            Assert.That(LabReader.Read(context.Labs, id), Is.InstanceOf<LabReading.Good>());
        }

        var catalog = LabCatalog.Read([context.Labs]);
        Assert.That(catalog.Problems, Is.Empty);
        Assert.That(catalog.Labs.Select(lab => lab.Id), Is.EqualTo(new[] { "mine/first", "mine/second", "yours/first" }));
    }

    [TestCase("redis")]
    [TestCase("http")]
    [TestCase("docker")]
    [TestCase("postgres")]
    [TestCase("fault")]
    public void A_new_lab_of_a_kind_reads_whole_and_has_no_mistake_in_its_texts(string kind)
    {
        using var context = new TestCommandContext(withLab: false);

        Assert.That(context.Run("new", "mine/first", "--with", kind), Is.Zero, context.Error);

        var reading = LabReader.Read(context.Labs, "mine/first");
        Assert.That(reading, Is.InstanceOf<LabReading.Good>(), () => string.Join('\n', ((LabReading.Bad)reading).Problems));
        var lab = ((LabReading.Good)reading).Lab;
        Assert.That(LabTextFindings.Check(lab), Is.Empty);
        Assert.That(LabLinks.Check(lab), Is.Empty);
        Assert.That(lab.Solutions, Is.Not.Empty);
        Assert.That(lab.WrongSolutions, Has.Count.GreaterThan(1));
    }

    [Test]
    public void An_unknown_kind_is_refused_with_those_that_there_are()
    {
        using var context = new TestCommandContext(withLab: false);

        Assert.That(context.Run("new", "mine/first", "--with", "mongo"), Is.EqualTo(ExitCode.Usage));
        Assert.That(context.Error, Does.Contain("docker, fault, http, postgres, redis"));
        Assert.That(Directory.Exists(Path.Combine(context.Labs, "mine")), Is.False);
    }

    [Test]
    public void A_root_that_does_not_exist_is_made()
    {
        using var context = new TestCommandContext(withLab: false);
        var root = Path.Combine(context.Folder, "private");

        Assert.That(context.Run("new", "mine/first", "--labs", root), Is.Zero, context.Error);
        Assert.That(LabCatalog.Read([root]).Labs.Single().Id, Is.EqualTo("mine/first"));
        Assert.That(context.Output, Does.Contain($"lab validate mine/first --labs {root}"));
    }

    [Test]
    public void A_lab_that_exists_is_not_touched()
    {
        using var context = new TestCommandContext();

        Assert.That(context.Run("new", TestCommandContext.Lab), Is.EqualTo(ExitCode.Usage));
        Assert.That(context.Error, Does.Contain("exists already"));
    }

    [Test]
    public void Comments_and_layout_of_a_catalogue_stay()
    {
        const string before = """
            # ours
            format: 1
            tracks:
              - id: start   # first
                title: Start
                labs: [first-pass]
              - id: caching
                title: Caching
                summary: Keep it.
                labs: [first-key]   # more to come
              - id: empty
                title: Empty
                labs: []

            """;

        Assert.That(CatalogEdit.Add(before, "caching/aside"), Is.EqualTo(before.Replace("[first-key]", "[first-key, aside]", StringComparison.Ordinal)));
        Assert.That(CatalogEdit.Add(before, "empty/one"), Is.EqualTo(before.Replace("[]", "[one]", StringComparison.Ordinal)));
        Assert.That(CatalogEdit.Add(before, "more/one"), Does.StartWith(before).And.Contain("  - id: more\n"));
    }

    [Test]
    public void A_catalogue_written_otherwise_is_left_for_a_person()
    {
        using var context = new TestCommandContext(withLab: false);
        const string catalog = "format: 1\ntracks: [{ id: mine, title: Mine, summary: Mine., labs: [] }]\n";
        File.WriteAllText(Path.Combine(context.Labs, "catalog.yaml"), catalog);

        Assert.That(context.Run("new", "mine/first"), Is.Zero, context.Error);
        Assert.That(File.ReadAllText(Path.Combine(context.Labs, "catalog.yaml")), Is.EqualTo(catalog));
        Assert.That(context.Output, Does.Contain("by hand"));
    }

    [Test]
    public void A_transcript_beside_a_lab_belongs_to_its_format()
    {
        using var context = new TestCommandContext();
        var before = ((LabReading.Good)LabReader.Read(context.Labs, TestCommandContext.Lab)).Lab.Digest;
        File.WriteAllText(Path.Combine(context.Labs, TestCommandContext.Lab, Transcript.FileName), "anything");

        Assert.That(((LabReading.Good)LabReader.Read(context.Labs, TestCommandContext.Lab)).Lab.Digest, Is.EqualTo(before));
    }

    [Test]
    public void A_transcript_says_what_a_student_reads()
    {
        using var context = new TestCommandContext();
        var lab = ((LabReading.Good)LabReader.Read(context.Labs, TestCommandContext.Lab)).Lab;
        var transcript = new Transcript(lab);
        transcript.Add(new TriedAnswer(lab.Texts.Starter, "What one begins with.", Reports.Failed()));
        transcript.Add(new TriedAnswer(lab.Solutions[0], "An answer that passes.", Reports.Passed()));

        Golden.Matches("transcript.md", transcript.ToString());
        Assert.That(transcript.ToString(), Does.Not.Contain("ms").And.Not.Contain(context.Folder));
    }
}
