namespace BackendLabs.Labs.Tests;

public sealed class TeachingOrders
{
    private const string Yaml =
        """
        format: 1
        tracks:
          - { id: start, title: Start here, summary: Begin., labs: [first-pass] }
          - { id: caching, title: Caching, summary: Copies., finish: You cache., labs: [first-key, expiry, cache-aside] }
          - { id: playground, title: Play, summary: Free code., hidden: true, labs: [free-code] }

        """;

    [TestCase("caching/first-key", "", "next caching/expiry")]
    [TestCase("caching/first-key", "caching/expiry", "next caching/cache-aside needs start/first-pass")]
    [TestCase("caching/cache-aside", "caching/first-key", "next caching/expiry")]
    [TestCase("caching/cache-aside", "caching/first-key caching/expiry", "end of caching, then start/first-pass")]
    [TestCase("start/first-pass", "", "end of start, then caching/first-key")]
    [TestCase("start/first-pass", "caching/first-key caching/expiry caching/cache-aside", "all, after start")]
    [TestCase("playground/free-code", "start/first-pass", "next caching/first-key")]
    public void After_a_lab_its_track_goes_on(string lab, string passed, string expected)
    {
        using var root = Root();
        var catalog = LabCatalog.Read([root.Path]);

        var following = catalog.After(lab, passed.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(lab).ToHashSet(StringComparer.Ordinal));
        Assert.That(Words(following), Is.EqualTo(expected));
    }

    [Test]
    public void Free_code_in_a_track_that_is_shown_is_never_the_next_and_not_counted()
    {
        using var root = Root();
        root.Write("start/first-pass/lab.yaml", LabRoot.Yaml("start/first-pass").Replace("difficulty: easy", "difficulty: easy\nfree: true", StringComparison.Ordinal));
        var catalog = LabCatalog.Read([root.Path]);

        Assert.That(catalog.ToPass.Select(lab => lab.Id), Does.Not.Contain("start/first-pass"));
        Assert.That(catalog.Next(new HashSet<string>(StringComparer.Ordinal))!.Id, Is.EqualTo("caching/first-key"));
        Assert.That(Words(catalog.After("caching/first-key", new HashSet<string>(StringComparer.Ordinal) { "caching/first-key", "caching/expiry", "caching/cache-aside" })), Is.EqualTo("all, after caching"));
    }

    [TestCase("race", "concurrency/lost-update")]
    [TestCase("n+1", "databases/n-plus-one")]
    [TestCase("ttl", "caching/expiry")]
    [TestCase("overselling", "concurrency/lost-update")]
    [TestCase("idempotent", "databases/busy-retry")]
    [TestCase("Race conditions", "concurrency/lost-update")]
    [TestCase("sql injection", "databases/parameters-not-strings")]
    [TestCase("thundering herd", "caching/stampede")]
    [TestCase("deadline", "caching/redis-is-down")]
    [TestCase("docker", "deployment/run-a-container")]
    [TestCase("cache-aside", "caching/cache-aside")]
    [TestCase("indices", "databases/index-and-plan")]
    [TestCase("embrace", null)]
    [TestCase("", null)]
    public void Labs_are_found_by_what_they_teach(string words, string? expected)
    {
        var catalog = LabCatalog.Read([Repository.Labs()]);
        var found = catalog.Search(words).Select(lab => lab.Id).ToList();

        Assert.That(catalog.Problems, Is.Empty);
        if (expected is null)
            Assert.That(found, Is.Empty);
        else
            Assert.That(found, Does.Contain(expected).And.Count.LessThan(catalog.Labs.Count));
    }

    [Test]
    public void Every_concept_of_our_labs_has_a_term()
    {
        var catalog = LabCatalog.Read([Repository.Labs()]);
        var described = File.ReadAllText(Repository.Labs("concepts.yaml"));

        Assert.That(catalog.Labs.SelectMany(lab => lab.Header.Concepts).Distinct().Where(id => !described.Contains($"id: {id},", StringComparison.Ordinal)), Is.Empty);
        Assert.That(catalog.Tracks.Select(track => track.Finish), Has.None.Null);
    }

    [Test]
    public void A_mistake_in_the_concepts_is_named_with_its_place()
    {
        using var root = Root();
        root.Write("concepts.yaml", "format: 1\nconcepts:\n  - { id: Caching, title: Caching }\n  - { id: a.b, title: A }\n  - { id: a.b, title: B }\n");

        Assert.That(LabCatalog.Read([root.Path]).Problems.Select(Mistakes.Format), Has.Some.StartsWith("concepts.yaml:3:11: A concept's id is").And.Some.StartsWith("concepts.yaml:5:5: The concept `a.b` is described twice."));
    }

    private static string Words(AfterPass following) => following switch
    {
        AfterPass.Next next => $"next {next.Lab.Id}{string.Concat(next.Missing.Select(lab => $" needs {lab.Id}"))}",
        AfterPass.TrackEnds end => $"end of {end.Track.Id}, then {end.Lab.Id}",
        AfterPass.AllPassed all => $"all, after {all.Track?.Id}",
        _ => "",
    };

    private static LabRoot Root()
    {
        var root = new LabRoot();
        root.Write("catalog.yaml", Yaml);
        foreach (var id in (string[])["start/first-pass", "caching/first-key", "caching/expiry", "caching/cache-aside", "playground/free-code"])
            root.WriteLab(id);
        root.Write("caching/cache-aside/lab.yaml", LabRoot.Yaml("caching/cache-aside").Replace("prerequisites: []", "prerequisites: [start/first-pass, caching/first-key]", StringComparison.Ordinal));
        return root;
    }
}
