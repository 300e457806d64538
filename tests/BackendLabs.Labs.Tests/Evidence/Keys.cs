using System.Security.Cryptography;
using BackendLabs.Labs.Evidence;

namespace BackendLabs.Labs.Tests.Evidence;

internal sealed class Keys
{
    private Runs _runs = null!;

    [SetUp]
    public void Begin() => _runs = new Runs();

    [TearDown]
    public void End() => _runs.Dispose();

    [Test]
    public void A_key_is_made_once_for_its_owner_alone()
    {
        using var again = EvidenceKey.LoadOrMake(_runs.KeyFile);

        Assert.That(again.Public.Id, Is.EqualTo(_runs.Key.Public.Id));
        Assert.That(File.GetUnixFileMode(_runs.KeyFile), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.That(EvidencePublicKey.Load(_runs.KeyFile + ".pub").Id, Is.EqualTo(_runs.Key.Public.Id));
    }

    [Test]
    public async Task Several_that_want_the_first_key_get_the_same()
    {
        var file = _runs.KeyFile + ".new";
        var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => EvidenceKey.LoadOrMake(file))));

        Assert.That(keys.Select(key => key.Public.Id).Distinct().ToList(), Has.Count.EqualTo(1));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(file)!, "*.new*").Select(Path.GetFileName), Is.EquivalentTo(new[] { "evidence.key.new", "evidence.key.new.pub" }));
        foreach (var key in keys)
            key.Dispose();
    }

    [Test]
    public void A_key_that_others_may_read_is_refused_with_the_way_out()
    {
        File.SetUnixFileMode(_runs.KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        var error = Assert.Throws<EvidenceException>(() => EvidenceKey.LoadOrMake(_runs.KeyFile))!;
        Assert.That((error.Message, error.Remedy), Is.EqualTo((error.Message, $"If nobody has: chmod 600 {_runs.KeyFile}. Otherwise move it away; a new one is made then.")));
        Assert.That(error.Message, Does.Contain("can be read or written by others"));
    }

    [TestCase("")]
    [TestCase("rubbish")]
    [TestCase("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")]
    public void A_broken_key_is_refused_with_the_way_out(string text) => Refuses(text);

    [Test]
    public void A_key_of_another_kind_is_refused()
    {
        using var rsa = RSA.Create(2048);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Refuses(rsa.ExportPkcs8PrivateKeyPem());
        Refuses(other.ExportPkcs8PrivateKeyPem());
        Refuses(File.ReadAllText(_runs.KeyFile + ".pub"));
    }

    private void Refuses(string text)
    {
        File.WriteAllText(_runs.KeyFile, text);
        Assert.That(() => EvidenceKey.LoadOrMake(_runs.KeyFile),
            Throws.TypeOf<EvidenceException>().With.Message.Contains("no private key for ECDSA over P-256").And.Property("Remedy").Contains("move it away"));
    }
}
