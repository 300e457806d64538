using System.Text.Json;
using BackendLabs.Contract;
using BackendLabs.Labs;
using BackendLabs.Labs.Evidence;

namespace BackendLabs.Cli.Tests.Records;

/// <summary>What is said of each record that is not as it should be: a sentence, a way out and the right exit code.</summary>
internal sealed class WrittenRecords
{
    private TestCommandContext _desk = null!;

    [SetUp]
    public void Begin() => _desk = new TestCommandContext();

    [TearDown]
    public void End() => _desk.Dispose();

    [Test]
    public void A_file_that_is_absent() => Refuses("There is no file run.json.", "verify-record", "run.json");

    [Test]
    public void A_folder_in_place_of_a_record()
    {
        Directory.CreateDirectory(Path.Combine(_desk.Home, "run.json"));
        Refuses("run.json is a folder.", "verify-record", "run.json");
    }

    [TestCase("", "run.json is no record. It is empty.")]
    [TestCase("\0\u0001\u0002", "run.json is no record. It is a binary file.")]
    [TestCase("int x;", "run.json is no record. It is no JSON: line 1, byte 1.")]
    [TestCase("{\"entry\":{\"format\":1,", "run.json is no record. It ends in the middle")]
    [TestCase("{\"format\":9}", "run.json is no record. It has format 9, and this program knows format 1 only.")]
    public void A_file_that_is_no_record(string text, string said)
    {
        _desk.Write("run.json", text);
        Refuses(said, "verify-record", "run.json");
    }

    [Test]
    public void A_device_that_never_ends() => Refuses("/dev/zero is larger than 64 MB.", "verify-record", "/dev/zero");

    [Test]
    public async Task A_genuine_record_without_a_replay()
    {
        await WriteAsync("run.json");

        Assert.That(_desk.Run("verify-record", "run.json", "--no-replay"), Is.Zero, _desk.Error);
        Assert.That(_desk.Output, Does.StartWith("✓ run.json: genuine.").And.Contain("entry 1 of 1, unbroken").And.Contain("passed, 1 of 1 point").And.Contain("by lovelace, seed 42"));
    }

    [Test]
    public async Task A_persons_name_adds_no_line_that_looks_like_a_finding()
    {
        await WriteAsync("run.json", person: "ada, seed 42\n  verdict    passed, 9 of 9 points\n✓ other.json: genuine, and the verdict is the same.\u001b[1A\u202e");

        Assert.That(_desk.Run("verify-record", "run.json", "--no-replay"), Is.Zero, _desk.Error);
        var lines = _desk.Output.Split('\n');
        Assert.That(lines.Count(line => line.StartsWith('✓')), Is.EqualTo(1), _desk.Output);
        Assert.That(lines.Count(line => line.StartsWith("  verdict ", StringComparison.Ordinal)), Is.EqualTo(1), _desk.Output);
        Assert.That(_desk.Output, Does.Contain("\u240A").And.Not.Contain("\u001b").And.Not.Contain("\u202e"));
    }

    [Test]
    public void A_files_name_adds_no_line_either()
    {
        Assert.That(_desk.Run("verify-record", "gone.json\n✓ run.json: genuine."), Is.EqualTo(ExitCode.Usage));
        Assert.That(_desk.Error.Split('\n').Where(line => line.StartsWith('✓')), Is.Empty, _desk.Error);
    }

    [TestCase("\"name\":\"passed\"", "\"name\":\"failed\"", "The part \"verdict\"")]
    [TestCase("\"text\":\"int x;", "\"text\":\"int y;", "The part \"text\"")]
    [TestCase("\"seed\":\"42\"", "\"seed\":\"43\"", "The part \"run\"")]
    public async Task An_altered_record_is_forged(string from, string to, string said)
    {
        var file = await WriteAsync("run.json");
        var text = await File.ReadAllTextAsync(file);
        Assert.That(text, Does.Contain(from));
        await File.WriteAllTextAsync(file, text.Replace(from, to, StringComparison.Ordinal));

        Assert.That(_desk.Run("verify-record", "run.json"), Is.EqualTo(ExitCode.NotPassed));
        Assert.That(_desk.Output, Does.StartWith("✗ run.json: not as it was signed.").And.Contain(said).And.Not.Contain("by lovelace"));
        Assert.That(_desk.Run("verify-record", "run.json", "--format", "json"), Is.EqualTo(ExitCode.NotPassed));
        Assert.That(JsonDocument.Parse(_desk.Output).RootElement.GetProperty("result").GetString(), Is.EqualTo("forged"));
    }

    [Test]
    public async Task A_record_of_another_key_is_not_genuine_by_ones_own()
    {
        await WriteAsync("run.json", key: Path.Combine(_desk.Home, "other.key"));
        using (EvidenceKey.LoadOrMake(OwnKey))
            Assert.That(_desk.Run("verify-record", "run.json", "--no-replay"), Is.EqualTo(ExitCode.NotPassed));
        Assert.That(_desk.Output, Does.Contain("It was signed by another key").And.Contain("--key FILE"));

        Assert.That(_desk.Run("verify-record", "run.json", "--no-replay", "--key", "other.key.pub"), Is.Zero, _desk.Output + _desk.Error);
        Assert.That(_desk.Output, Does.Contain("there is no chain here to look at"));
    }

    [Test]
    public async Task Without_any_key_one_is_asked_for()
    {
        await WriteAsync("run.json", key: Path.Combine(_desk.Home, "other.key"));
        Refuses("You have no signing key", "verify-record", "run.json");
        Refuses("There is no file gone.pub.", "verify-record", "run.json", "--key", "gone.pub");
        _desk.Write("rubbish.pub", "rubbish");
        Refuses("is no key for ECDSA over P-256", "verify-record", "run.json", "--key", "rubbish.pub");
        Assert.That(File.Exists(OwnKey), Is.False, "Checking makes no key.");
    }

    [Test]
    public async Task A_record_without_its_text_is_genuine_and_cannot_be_repeated()
    {
        var file = await WriteAsync("run.json");
        var record = ((EvidenceReading.Good)EvidenceRecord.Read(await File.ReadAllBytesAsync(file))).Record;
        await File.WriteAllBytesAsync(file, record.WithoutPerson().ToBytes());

        Assert.That(_desk.Run("verify-record", "run.json"), Is.EqualTo(ExitCode.Usage));
        Assert.That(_desk.Output, Does.Contain("genuine, but not repeated").And.Contain("\"text\" was erased").And.Contain("erased     person, snippet, text, timeline").And.Contain("unbroken").And.Not.Contain("lovelace"));
        Assert.That(_desk.Run("verify-record", "run.json", "--no-replay"), Is.Zero);
    }

    [Test]
    public async Task What_is_a_persons_is_erased_on_demand_and_the_rest_still_proved()
    {
        await WriteAsync("run.json");
        Refuses("Nothing was erased.", "erase-record", "run.json");
        Assert.That(await File.ReadAllTextAsync(Path.Combine(_desk.Home, "run.json")), Does.Contain("int x;"), "Nobody was there to say yes.");

        Assert.That(_desk.Run("erase-record", "run.json", "-y"), Is.Zero, _desk.Error);
        Assert.That(await File.ReadAllTextAsync(Path.Combine(_desk.Home, "run.json")), Does.Not.Contain("int x;").And.Not.Contain("lovelace"));
        Assert.That(_desk.Run("verify-record", "run.json", "--no-replay"), Is.Zero, _desk.Error);
        Assert.That(_desk.Run("erase-record", "run.json"), Is.Zero);
        Assert.That(_desk.Output, Does.Contain("nothing of a person in run.json"));
        Refuses("There is no file gone.json.", "erase-record", "gone.json", "-y");
    }

    [Test]
    public async Task A_lab_that_has_changed_is_named()
    {
        await WriteAsync("old.json", version: 7);
        await WriteAsync("gone.json", lab: "mine/gone");

        Assert.That(_desk.Run("verify-record", "old.json"), Is.EqualTo(ExitCode.Usage));
        Assert.That(_desk.Output, Does.Contain("mine/basket is version 1 here, and version 7 was run."));
        Assert.That(_desk.Run("verify-record", "gone.json"), Is.EqualTo(ExitCode.Usage));
        Assert.That(_desk.Output, Does.Contain("there is no lab mine/gone here").And.Contain("--labs DIR"));
    }

    [Test]
    public async Task A_broken_chain_is_named_by_its_entry()
    {
        await WriteAsync("one.json");
        await WriteAsync("two.json");
        await WriteAsync("three.json");
        var lines = await File.ReadAllLinesAsync(Chain);
        await File.WriteAllTextAsync(Chain, $"{lines[0]}\n{lines[1].Replace("\"index\":2", "\"index\":9", StringComparison.Ordinal)}\n{lines[2]}\n");

        Assert.That(_desk.Run("verify-record", "one.json", "--no-replay"), Is.EqualTo(ExitCode.NotPassed));
        Assert.That(_desk.Output, Does.Contain("Entry 2 of the chain says that it is number 9"));
    }

    [Test]
    public void A_record_is_never_written_over()
    {
        _desk.Write("answer.csx", "int x;");
        _desk.Write("run.json", "mine");
        Refuses("There is already something at run.json.", "check", TestCommandContext.Lab, "answer.csx", "--record", "run.json");
        Refuses("There is no folder for the record gone/run.json.", "check", TestCommandContext.Lab, "answer.csx", "--record", "gone/run.json");
    }

    [Test]
    public void A_key_that_others_may_read_is_told_before_the_run()
    {
        _desk.Write("answer.csx", "int x;");
        var key = _desk.Write("my.key", "rubbish");
        _desk["BACKENDLABS_KEY"] = "my.key";
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Breaks($"chmod 600 {key}");
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Breaks("is no private key for ECDSA over P-256");

        void Breaks(string said)
        {
            Assert.That(_desk.Run("check", TestCommandContext.Lab, "answer.csx", "--record", "run.json"), Is.EqualTo(ExitCode.Infrastructure));
            Assert.That(_desk.Error, Does.Contain(said));
            Assert.That(_desk.Output, Is.Empty);
        }
    }

    [Test]
    public void What_is_not_counted_is_not_recorded()
    {
        _desk.Write("answer.csx", "int x;");

        Assert.That(_desk.Run("check", TestCommandContext.Lab, "answer.csx", "--record", "run.json"), Is.EqualTo(ExitCode.Infrastructure));
        Assert.That(_desk.Error, Does.Contain("No record was written: nothing was counted."));
        Assert.That((File.Exists(Path.Combine(_desk.Home, "run.json")), File.Exists(Chain)), Is.EqualTo((false, false)));
    }

    private string OwnKey => Path.Combine(_desk.Home, ".config/backendlabs/evidence.key");

    private string Chain => Path.Combine(_desk.Home, ".local/share/backendlabs/evidence.chain");

    private async Task<string> WriteAsync(string name, string? key = null, string lab = TestCommandContext.Lab, int version = 1, string person = "lovelace")
    {
        var report = new RunReport(
            lab, version, new Verdict.Passed(), 1, 42, [new LayerState("seccomp", "active", null, null)], TimeSpan.Zero, [],
            ResourceUsage.None, [], "", [Reports.Check("one", "passes", 1)]);
        var facts = new EvidenceFacts(
            report, new string('a', 64), "answer.csx", "int x;", Order: null, new RunVersions("f00", "10", "3", null, "Linux"), person, DateTimeOffset.UnixEpoch);
        using var signing = EvidenceKey.LoadOrMake(key ?? OwnKey);
        var appended = await new EvidenceChain(key is null ? Chain : key + ".chain", TimeProvider.System).AppendAsync(facts, signing, CancellationToken.None);
        return _desk.Write(name, appended.Record.ToBytes());
    }

    private void Refuses(string said, params string[] command)
    {
        Assert.That(_desk.Run(command), Is.EqualTo(ExitCode.Usage), _desk.Error);
        Assert.That(_desk.Error, Does.Contain(said));
    }
}
