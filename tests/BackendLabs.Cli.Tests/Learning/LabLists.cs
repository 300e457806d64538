using System.Runtime.CompilerServices;

namespace BackendLabs.Cli.Tests.Learning;

/// <summary>The list in the field's terms, and the search, on our own labs.</summary>
internal sealed class LabLists
{
    private TestCommandContext _desk = null!;

    [SetUp]
    public void Open() => _desk = new TestCommandContext(withLab: false) { ["BACKENDLABS_LABS"] = Path.GetFullPath(Path.Combine(Here(), "../../../../labs")) };

    [TearDown]
    public void Close() => _desk.Dispose();

    [Test]
    public void All_labs_stand_there_with_what_they_teach()
    {
        Assert.That(_desk.Run("list"), Is.Zero, _desk.Error);

        Assert.That(_desk.Output.Split('\n').Select(line => line.Length), Is.All.LessThanOrEqualTo(80));
        Assert.That(_desk.Output, Does.Contain("N+1 queries, Object mapping (ORM)").And.Contain("Lost updates").And.Not.Contain("free-code"));
    }

    [Test]
    public void A_search_shows_what_was_found()
    {
        Assert.That(_desk.Run("list", "ttl"), Is.Zero, _desk.Error);

        Golden.Matches("list-ttl.txt", _desk.Output);
    }

    [Test]
    public void Words_are_looked_for_together()
    {
        _desk.Run("list", "race", "condition", "--format", "json");

        var ids = System.Text.Json.JsonDocument.Parse(_desk.Output).RootElement.GetProperty("tracks").EnumerateArray()
            .SelectMany(track => track.GetProperty("labs").EnumerateArray()).Select(lab => lab.GetProperty("id").GetString());
        Assert.That(ids, Does.Contain("concurrency/lost-update").And.Not.Contain("caching/expiry"));
    }

    [Test]
    public void Nothing_found_offers_the_nearest_word()
    {
        Assert.That(_desk.Run("list", "transcations"), Is.Zero);
        Assert.That(_desk.Output, Does.Contain("No lab teaches 'transcations'").And.Contain("lab list transaction"));
        Assert.That(_desk.Run("list", "kubernetes"), Is.Zero);
        Assert.That(_desk.Output, Does.Contain("No lab teaches 'kubernetes'").And.Contain("lab list"));
    }

    [Test]
    public void A_term_in_place_of_a_lab_leads_to_it()
    {
        Assert.That(_desk.Run("show", "overselling"), Is.EqualTo(ExitCode.Usage));
        Assert.That(_desk.Error, Does.Contain("There is no lab 'overselling'").And.Contain("concurrency/lost-update is about it"));
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
