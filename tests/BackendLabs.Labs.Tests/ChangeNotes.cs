namespace BackendLabs.Labs.Tests;

public sealed class ChangeNotes
{
    private const string Digest = "0123456789ab";

    [Test]
    public void A_used_version_is_counted_up_and_nothing_else_changes()
    {
        var before = LabRoot.Yaml(LabRoot.Id);

        var (after, version) = ChangeNote.Add(before, LabRoot.Id, Digest, "Ask twice", isUsed: true)!.Value;

        Assert.That(version, Is.EqualTo(2));
        Assert.That(after, Is.EqualTo(before
            .Replace("\nversion: 1\n", "\nversion: 2\n", StringComparison.Ordinal)
            .Replace("note: First version }\n", $"note: First version }}\n  - {{ version: 2, digest: \"{Digest}\", note: \"Ask twice\" }}\n", StringComparison.Ordinal)));
    }

    [Test]
    public void A_version_that_nobody_has_used_keeps_its_number()
    {
        var (after, version) = ChangeNote.Add(LabRoot.Yaml(LabRoot.Id), LabRoot.Id, Digest, "First version", isUsed: false)!.Value;

        Assert.That(version, Is.EqualTo(1));
        Assert.That(after, Does.Contain($"  - {{ version: 1, digest: \"{Digest}\", note: \"First version\" }}\n").And.Not.Contain(LabRoot.Digest));
    }

    [TestCase("changes:")]
    [TestCase("changes: []")]
    [TestCase("changes: []   # none yet")]
    [TestCase(null)]
    public void A_lab_without_a_line_gets_its_first(string? field)
    {
        var whole = LabRoot.Yaml(LabRoot.Id);
        var before = whole[..whole.IndexOf("changes:", StringComparison.Ordinal)] + (field is null ? "" : field + "\n");

        var noted = ChangeNote.Add(before, LabRoot.Id, Digest, "First version", isUsed: true);
        if (field is "changes:")
        {
            // Empty text is no list, which reading says.
            Assert.That(noted, Is.Null);
            return;
        }

        Assert.That(noted!.Value.Version, Is.EqualTo(1));
        Assert.That(noted.Value.Yaml, Does.EndWith($"changes:\n  - {{ version: 1, digest: \"{Digest}\", note: \"First version\" }}\n"));
    }

    [Test]
    public void A_version_that_its_author_has_counted_up_gets_its_line()
    {
        var before = LabRoot.Yaml(LabRoot.Id).Replace("\nversion: 1\n", "\nversion: 2 # the second\n", StringComparison.Ordinal);

        var (after, version) = ChangeNote.Add(before, LabRoot.Id, Digest, "Ask twice", isUsed: true)!.Value;

        Assert.That(version, Is.EqualTo(2));
        Assert.That(after, Does.Contain("\nversion: 2 # the second\n").And.EndWith("note: \"Ask twice\" }\n"));
    }

    [TestCase("He said \"twice\": \\o/ # not a comment")]
    [TestCase("yes")]
    public void A_note_may_hold_any_character(string note)
    {
        var (after, _) = ChangeNote.Add(LabRoot.Yaml(LabRoot.Id), LabRoot.Id, Digest, note, isUsed: true)!.Value;

        Assert.That(ChangeNote.Add(after, LabRoot.Id, "ba9876543210", "again", isUsed: true)!.Value.Version, Is.EqualTo(3));
    }

    [Test]
    public void A_list_of_another_form_is_left_for_a_person()
    {
        var before = LabRoot.Yaml(LabRoot.Id).Replace("  - { version: 1, digest:", "  -\n    { version: 1, digest:", StringComparison.Ordinal);

        Assert.That(ChangeNote.Add(before, LabRoot.Id, Digest, "Ask twice", isUsed: true), Is.Null);
    }
}
