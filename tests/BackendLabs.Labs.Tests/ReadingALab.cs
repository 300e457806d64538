using System.Text;

namespace BackendLabs.Labs.Tests;

public sealed class ReadingALab
{
    [Test]
    public void A_whole_lab_is_read_whole()
    {
        using var root = LabRoot.WithLab();
        var lab = root.ReadGood();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lab.Id, Is.EqualTo("caching/cache-aside"));
            Assert.That(lab.Version, Is.EqualTo(1));
            Assert.That(lab.Title, Is.EqualTo("Read through a cache"));
            Assert.That(lab.Folder, Is.EqualTo(Path.Combine(root.Path, "caching", "cache-aside")));
            Assert.That(lab.Concepts, Is.EqualTo(new[] { "caching.cache-aside" }));
            Assert.That(lab.Services, Is.EqualTo(new Dictionary<string, LabService>(StringComparer.Ordinal) { ["db"] = new("sqlite"), ["cache"] = new("redis") }));
            Assert.That(lab.Limits, Is.EqualTo(new LabLimits(TimeSpan.FromSeconds(5), 256 << 20, 64 << 10)));
            Assert.That(lab.Hints, Is.EqualTo(new[] { new LabHint(1, "What should happen the second time?", null), new LabHint(3, "Look in the cache first.", "served-from-cache") }));
            Assert.That(lab.Entries.Single().Parameters, Is.EqualTo(new[] { new LabParameter("SqliteConnection", "db"), new LabParameter("IDatabase", "cache"), new LabParameter("int", "id") }));
            Assert.That(lab.Texts.Seed.Select(text => text.Path), Is.EqualTo(new[] { "_shared/shop/seed.sql", "seed.sql" }));
            Assert.That(lab.Texts.Contract.Select(text => text.Path), Is.EqualTo(new[] { "contract.csx" }));
            Assert.That(lab.Solutions.Select(text => text.Path), Is.EqualTo(new[] { "solutions/reference.csx", "solutions/alternative.csx" }));
            Assert.That(lab.WrongSolutions.Single().Fails, Is.EqualTo(new[] { "served-from-cache" }));
            Assert.That(lab.WrongSolutions.Single().Mistake, Is.EqualTo("Reads the cache but never fills it."));
        }
    }

    [Test]
    public void The_digest_of_a_lab_never_changes_its_form()
    {
        using var root = LabRoot.WithLab();
        Assert.That(root.ReadGood().Digest, Is.EqualTo("bd039b10c6608b1363140201f0d472306cbf93d5e0e95c1be3af379e573771ea"));
    }

    [Test]
    public void Line_ends_and_byte_order_marks_do_not_change_a_lab()
    {
        using var root = LabRoot.WithLab();
        var before = root.ReadGood();
        root.Write($"{LabRoot.Id}/checks.csx", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(before.Texts.Checks.Text.Replace("\n", "\r\n", StringComparison.Ordinal))]);
        var after = root.ReadGood();
        Assert.That(after.Texts.Checks, Is.EqualTo(before.Texts.Checks));
        Assert.That(after.Digest, Is.EqualTo(before.Digest));
    }

    [TestCase("prices: http", "prices")]
    [TestCase("http: {}", "http")]
    [TestCase("price-list: { kind: http }", "price-list")]
    public void A_service_may_be_of_the_kind_http(string service, string name)
    {
        using var root = LabRoot.WithLab();
        root.Edit("lab.yaml", "cache: redis }", service + " }");
        Assert.That(root.ReadGood().Services[name], Is.EqualTo(new LabService("http")));
    }

    [TestCase("cache: redis", true)]
    [TestCase("redis: {}", true)]
    [TestCase("cache: { kind: redis, scripting: true }", true)]
    [TestCase("cache: { kind: redis, scripting: false }", false)]
    public void Scripts_are_allowed_unless_the_lab_says_no(string service, bool allowed)
    {
        using var root = LabRoot.WithLab();
        root.Edit("lab.yaml", "cache: redis }", service + " }");
        root.Write($"{LabRoot.Id}/README.md", "# A lesson\n\nWithout Lua, for the commands are the subject.\n"u8.ToArray());
        Assert.That(root.ReadGood().Services.Values.Single(one => one.Kind == "redis").Has("scripting"), Is.EqualTo(allowed));
    }

    [Test]
    public void A_lab_without_services_needs_no_seed_and_has_the_default_limits()
    {
        using var root = LabRoot.WithLab();
        root.Delete("seed.sql");
        root.Delete("contract.csx");
        root.Edit("lab.yaml", "services: { db: sqlite, cache: redis }\nuses: [shop]\n", "");
        root.Edit("lab.yaml", "limits: { wall: 5s, memory: 256MB, output: 64KB }\n", "");
        root.Edit("lab.yaml", LabRoot.Digest, LabDigest.OfChecks([new LabText("checks.csx", File.ReadAllText(Path.Combine(root.Path, LabRoot.Id, "checks.csx")))]));
        var lab = root.ReadGood();
        Assert.That(lab.Limits, Is.EqualTo(new LabLimits(TimeSpan.FromSeconds(5), 256 << 20, 64 << 10)));
        Assert.That(lab.Texts.Seed, Is.Empty);
    }

    [Test]
    public void A_translated_lesson_is_a_part_of_the_lab()
    {
        using var root = LabRoot.WithLab();
        root.Write($"{LabRoot.Id}/README.de.md", "# Durch einen Cache lesen\n");
        Assert.That(root.ReadGood().Texts.Translations.Single().Path, Is.EqualTo("README.de.md"));
    }

    [Test]
    public void A_transcript_belongs_to_a_lab_but_not_to_its_digest()
    {
        using var root = LabRoot.WithLab();
        var before = root.ReadGood();
        root.Write($"{LabRoot.Id}/transcript.md", "# What a student reads\n");
        Assert.That(root.ReadGood().Digest, Is.EqualTo(before.Digest));
    }
}
