using System.Text;
using BackendLabs.Labs.Evidence;

namespace BackendLabs.Labs.Tests.Evidence;

/// <summary>Nothing in a chain can be changed unseen, and a crash leaves nothing that stops it.</summary>
internal sealed class Chains
{
    private Runs _runs = null!;

    [SetUp]
    public void Begin() => _runs = new Runs();

    [TearDown]
    public void End() => _runs.Dispose();

    [Test]
    public async Task Entries_follow_one_another()
    {
        var one = await _runs.WriteAsync();
        var two = await _runs.WriteAsync();

        Assert.That((one.Entry.Index, two.Entry.Index, two.Entry.Previous), Is.EqualTo((1, 2, one.Entry.Digest)));
        Assert.That(await _runs.InspectAsync(one), Has.Property("Length").EqualTo(2).And.Property("HasWanted").True.And.Property("Problems").Empty.And.Property("Unchecked").Zero);
    }

    [Test]
    public async Task Many_writers_at_once_make_one_chain()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => _runs.WriteAsync())));

        var state = await _runs.InspectAsync();
        Assert.That((state.Length, state.Problems), Is.EqualTo((16, Array.Empty<string>())));
    }

    [Test]
    public async Task An_altered_entry_is_named()
    {
        await WriteAsync(4);
        await ChangeAsync(lines => lines[1] = lines[1].Replace("\"person\":\"", "\"person\":\"0", StringComparison.Ordinal).Remove(lines[1].IndexOf("\"person\":\"", StringComparison.Ordinal) + 15, 1));

        Assert.That((await _runs.InspectAsync()).Problems, Has.Some.StartsWith("Entry 2 of the chain was altered").And.Some.StartsWith("Entry 2 of the chain is not the one that entry 3 was written after"));
    }

    [Test]
    public async Task An_entry_taken_out_is_named()
    {
        await WriteAsync(4);
        await ChangeAsync(lines => lines.RemoveAt(2));

        Assert.That((await _runs.InspectAsync()).Problems, Has.One.StartsWith("Entry 3 of the chain says that it is number 4"));
    }

    [Test]
    public async Task Entries_exchanged_are_named()
    {
        await WriteAsync(4);
        await ChangeAsync(lines => (lines[1], lines[2]) = (lines[2], lines[1]));

        Assert.That((await _runs.InspectAsync()).Problems[0], Does.StartWith("Entry 2 of the chain says that it is number 3"));
    }

    [Test]
    public async Task A_line_that_is_no_entry_is_named()
    {
        await WriteAsync(3);
        await ChangeAsync(lines => lines[1] = "rubbish");

        Assert.That((await _runs.InspectAsync()).Problems, Has.Some.StartsWith("Entry 2 of the chain cannot be read"));
    }

    [Test]
    public async Task A_chain_that_was_cut_lacks_the_record()
    {
        await WriteAsync(2);
        var cut = await _runs.WriteAsync();
        await ChangeAsync(lines => lines.RemoveAt(2));

        Assert.That((await _runs.InspectAsync(cut)).Problems, Has.One.StartsWith("The chain ends before this record's entry 3: its last one is 2."));
    }

    [Test]
    public async Task A_chain_begun_anew_holds_another_entry_in_the_records_place()
    {
        var old = await _runs.WriteAsync();
        File.Delete(_runs.ChainFile);
        await _runs.WriteAsync();

        Assert.That((await _runs.InspectAsync(old)).Problems, Is.EqualTo(new[] { "Entry 1 of the chain is not this record's." }));
    }

    [Test]
    public async Task An_unfinished_line_is_told_and_the_chain_goes_on()
    {
        await WriteAsync(2);
        var whole = await File.ReadAllBytesAsync(_runs.ChainFile);
        await File.WriteAllBytesAsync(_runs.ChainFile, whole[..^30]);

        Assert.That((await _runs.InspectAsync()).Torn, Does.StartWith("The chain ends in an unfinished entry").And.Contain("after entry 1"));
        var next = await _runs.Chain.AppendAsync(Runs.Facts(), _runs.Key, CancellationToken.None);
        Assert.That(next.Torn, Does.StartWith("The chain ended in an unfinished entry"));
        Assert.That(next.Record.Entry.Index, Is.EqualTo(2));
        Assert.That(await _runs.InspectAsync(next.Record), Has.Property("Length").EqualTo(2).And.Property("Problems").Empty.And.Property("Torn").Null);
    }

    [Test]
    public async Task A_line_that_lacks_only_its_end_is_kept()
    {
        await WriteAsync(2);
        var whole = await File.ReadAllBytesAsync(_runs.ChainFile);
        await File.WriteAllBytesAsync(_runs.ChainFile, whole[..^1]);

        var next = await _runs.Chain.AppendAsync(Runs.Facts(), _runs.Key, CancellationToken.None);
        Assert.That((next.Record.Entry.Index, next.Torn), Is.EqualTo((3, "The chain's entry 2 lacked only the end of its line, as a crash leaves it: it was finished.")));
        Assert.That((await _runs.InspectAsync()).Problems, Is.Empty);
    }

    [Test]
    public async Task Wherever_a_crash_cuts_the_last_line_the_chain_goes_on()
    {
        await WriteAsync(2);
        var whole = await File.ReadAllBytesAsync(_runs.ChainFile);
        var first = Array.IndexOf(whole, (byte)'\n') + 1;
        for (var length = first; length < whole.Length; length += 61)
        {
            await File.WriteAllBytesAsync(_runs.ChainFile, whole[..length]);
            await _runs.WriteAsync();
            Assert.That(await _runs.InspectAsync(), Has.Property("Length").EqualTo(2).And.Property("Problems").Empty, $"{length} bytes");
        }
    }

    [Test]
    public async Task Nothing_is_appended_to_what_cannot_be_read()
    {
        await WriteAsync(1);
        await File.AppendAllTextAsync(_runs.ChainFile, "rubbish\n");

        Assert.That(() => _runs.WriteAsync(), Throws.TypeOf<EvidenceException>().With.Message.Contains("its last entry cannot be read"));
        Assert.That(await File.ReadAllTextAsync(_runs.ChainFile), Does.EndWith("rubbish\n"));
    }

    [Test]
    public async Task A_line_without_end_does_not_fill_the_memory()
    {
        await File.WriteAllBytesAsync(Directory.CreateDirectory(Path.GetDirectoryName(_runs.ChainFile)!).FullName + "/evidence.chain", new byte[1 << 20]);

        Assert.That((await _runs.InspectAsync()).Problems, Has.Some.StartsWith("Entry 1 of the chain cannot be read: It is a binary file."));
        Assert.That(() => _runs.WriteAsync(), Throws.TypeOf<EvidenceException>().With.Message.Contains("longer than any entry"));
    }

    [Test]
    public async Task Entries_of_another_key_are_counted()
    {
        using var other = EvidenceKey.LoadOrMake(_runs.KeyFile + ".other");
        await _runs.Chain.AppendAsync(Runs.Facts(), other, CancellationToken.None);
        await _runs.WriteAsync();

        Assert.That(await _runs.InspectAsync(), Has.Property("Unchecked").EqualTo(1).And.Property("Problems").Empty);
    }

    private async Task WriteAsync(int count)
    {
        for (var i = 0; i < count; i++)
            await _runs.WriteAsync();
    }

    private async Task ChangeAsync(Action<List<string>> change)
    {
        var lines = (await File.ReadAllTextAsync(_runs.ChainFile)).Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList();
        change(lines);
        await File.WriteAllTextAsync(_runs.ChainFile, string.Concat(lines.Select(line => line + "\n")), new UTF8Encoding(false));
    }
}
