using System.Text;
using System.Text.Json;
using BackendLabs.Labs.Evidence;

namespace BackendLabs.Labs.Tests.Evidence;

/// <summary>What is signed is proved, what is altered is named, and what is erased is gone.</summary>
internal sealed class Records
{
    private Runs _runs = null!;

    [SetUp]
    public void Begin() => _runs = new Runs();

    [TearDown]
    public void End() => _runs.Dispose();

    [Test]
    public async Task A_record_is_read_as_it_was_written()
    {
        var bytes = (await _runs.WriteAsync()).ToBytes();
        var record = Runs.Read(bytes);

        Assert.That(record.Forgeries(_runs.Key.Public), Is.Empty);
        Assert.That((record.Run!.Lab, record.Run.Version, record.Run.Seed, record.Person), Is.EqualTo(("tests/small", 4, long.MaxValue, "ada")));
        Assert.That(record.Text!.Text, Is.EqualTo(Runs.Source));
        Assert.That(record.Verdict!.Schedules["two"].Steps.Select(step => step.Client), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(record.Verdict.Schedules["two"].Interleaving, Is.EqualTo(2));
        Assert.That(record.ToBytes(), Is.EqualTo(bytes), "One spelling for one record.");
    }

    [Test]
    public async Task Another_spelling_of_the_same_content_is_as_good()
    {
        using var document = JsonDocument.Parse((await _runs.WriteAsync()).ToBytes());
        var indented = JsonSerializer.SerializeToUtf8Bytes(document.RootElement, new JsonSerializerOptions { WriteIndented = true });

        Assert.That(Runs.Read(indented).Forgeries(_runs.Key.Public), Is.Empty);
    }

    [TestCase("\"status\":\"failed\"", "\"status\":\"passed\"", "The part \"verdict\" (verdict and points) was altered")]
    [TestCase("\"score\":2", "\"score\":5", "The part \"verdict\"")]
    [TestCase("number * 3", "number * 2", "The part \"text\" (the snippet's text) was altered")]
    [TestCase("\"seed\":\"9223372036854775807\"", "\"seed\":\"1\"", "The part \"run\" (lab, seed,")]
    [TestCase("\"name\":\"ada\"", "\"name\":\"bob\"", "The part \"person\"")]
    [TestCase("\"detail\":\"stock:1\",\"duration\"", "\"detail\":\"stock:2\",\"duration\"", "The part \"timeline\"")]
    [TestCase("\"index\":1", "\"index\":2", "The signature is not that of its entry")]
    public async Task What_was_altered_is_named(string from, string to, string said)
    {
        var text = Encoding.UTF8.GetString((await _runs.WriteAsync()).ToBytes());
        Assert.That(text, Does.Contain(from));

        var forged = Runs.Read(Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal)));
        Assert.That(forged.Forgeries(_runs.Key.Public), Has.Some.StartsWith(said));
    }

    [Test]
    public async Task Another_key_has_not_signed_it()
    {
        using var other = EvidenceKey.LoadOrMake(_runs.KeyFile + ".other");

        Assert.That((await _runs.WriteAsync()).Forgeries(other.Public), Has.One.StartsWith("It was signed by another key"));
    }

    [Test]
    public async Task The_person_can_be_erased_and_the_record_and_the_chain_still_verify()
    {
        var record = await _runs.WriteAsync();
        var rest = Runs.Read(record.WithoutPerson().ToBytes());
        await _runs.WriteAsync();

        Assert.That(rest.Forgeries(_runs.Key.Public), Is.Empty);
        Assert.That(rest.Erased, Is.EqualTo(EvidenceParts.OfThePerson));
        Assert.That((rest.Person, rest.Text, rest.SnippetDigest), Is.EqualTo(((string?)null, (RecordedText?)null, (string?)null)));
        Assert.That(rest.Verdict!.Score, Is.EqualTo(2));
        Assert.That(Encoding.UTF8.GetString(rest.ToBytes()), Does.Not.Contain("\"ada\"").And.Not.Contain("Twice").And.Not.Contain("printed"));
        var chain = await _runs.InspectAsync(rest);
        Assert.That((chain.Problems, chain.HasWanted), Is.EqualTo((Array.Empty<string>(), true)));
    }

    [Test]
    public async Task The_same_data_has_another_digest_each_time_and_the_chain_holds_none_of_it()
    {
        var (one, two) = (await _runs.WriteAsync(), await _runs.WriteAsync());

        Assert.That(EvidenceParts.All.Where(part => one.Entry.Parts[part] == two.Entry.Parts[part]), Is.Empty);
        Assert.That(await File.ReadAllTextAsync(_runs.ChainFile), Does.Not.Contain("\"ada\"").And.Not.Contain("tests/small").And.Not.Contain(one.SnippetDigest!));
    }

    [TestCase("", "It is empty.")]
    [TestCase(" \n", "It is empty.")]
    [TestCase("\0\u0001", "It is a binary file.")]
    [TestCase("[]", "It is not an object.")]
    [TestCase("{\"format\":1,", "It ends in the middle")]
    [TestCase("{\"format\":1}x", "It is no JSON: line 1")]
    [TestCase("{\"format\":2}", "It has format 2, and this program knows format 1 only.")]
    [TestCase("{}", "`format` is missing.")]
    [TestCase("{\"format\":1,\"format\":1}", "It is no JSON")]
    [TestCase("{\"format\":1,\"extra\":1}", "`extra` does not belong there.")]
    [TestCase("{\"format\":1,\"entry\":{},\"signature\":\"\",\"parts\":{}}", "`signature` is not 64 bytes in base64.")]
    public void What_is_no_record_is_told_apart(string text, string said) =>
        Assert.That(EvidenceRecord.Read(Encoding.UTF8.GetBytes(text)), Is.TypeOf<EvidenceReading.Bad>().With.Property("Problem").StartsWith(said));

    [Test]
    public async Task A_record_cut_anywhere_or_with_any_byte_changed_is_refused_or_forged()
    {
        var bytes = (await _runs.WriteAsync()).ToBytes();
        var random = new Random(7);
        for (var turn = 0; turn < 400; turn++)
        {
            var at = random.Next(bytes.Length - 1);
            byte[] cut = bytes[..at];
            byte[] changed = [.. bytes];
            changed[at] ^= (byte)random.Next(1, 256);

            Assert.That(EvidenceRecord.Read(cut), Is.TypeOf<EvidenceReading.Bad>());
            if (EvidenceRecord.Read(changed) is EvidenceReading.Good { Record: var read } && !read.ToBytes().SequenceEqual(bytes))
                Assert.That(read.Forgeries(_runs.Key.Public), Is.Not.Empty, Encoding.UTF8.GetString(changed));
        }
    }

    [Test]
    public void Canonical_form_sorts_and_escapes_as_RFC_8785_has_it()
    {
        // Its section 3.2.3, and the escapes of 3.2.2.2.
        var value = JsonDocument.Parse("""{ "\u20ac": "Euro", "\r": "\u000f\n", "\ufb33": true, "1": [3, null, false], "\ud83d\ude00": "\"\\\u0008/", "\u0080": -1, "\u00f6": {} }""").RootElement;

        Assert.That(Encoding.UTF8.GetString(CanonicalJson.Of(value)), Is.EqualTo(
            "{\"\\r\":\"\\u000f\\n\",\"1\":[3,null,false],\"\u0080\":-1,\"\u00f6\":{},\"\u20ac\":\"Euro\",\"\ud83d\ude00\":\"\\\"\\\\\\b/\",\"\ufb33\":true}"));
    }

    [TestCase("1.5")]
    [TestCase("1e3")]
    [TestCase("9007199254740992")]
    [TestCase("\"\\ud800\"")]
    public void What_has_no_canonical_form_is_refused(string json) =>
        Assert.That(() => CanonicalJson.Of(JsonDocument.Parse(json).RootElement), Throws.TypeOf<EvidenceFormatException>());
}
