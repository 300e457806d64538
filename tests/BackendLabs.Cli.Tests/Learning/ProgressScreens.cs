using BackendLabs.Cli.Progress;

namespace BackendLabs.Cli.Tests.Learning;

/// <summary>What was tried and passed, counted once and of the labs that there are.</summary>
internal sealed class ProgressScreens
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private TestCommandContext _desk = null!;

    [SetUp]
    public void Open()
    {
        _desk = new TestCommandContext();
        foreach (var id in (string[])["mine/other", "mine/third", "hidden/secret", "mine/free"])
            _desk.WriteLab(id);
        var catalog = Path.Combine(_desk.Labs, "catalog.yaml");
        File.WriteAllText(catalog, File.ReadAllText(catalog).Replace("  - id: hidden\n", "  - id: hidden\n    hidden: true\n", StringComparison.Ordinal));
        Edit("mine/free", "difficulty: easy", "difficulty: easy\nfree: true");
    }

    [TearDown]
    public void Close() => _desk.Dispose();

    [Test]
    public void Only_labs_that_can_be_passed_are_counted_and_each_once()
    {
        Keep("mine/basket", "passed", 1);
        Keep("mine/basket", "passed", 1);
        Keep("mine/basket", "failed", 1);
        Keep("hidden/secret", "passed", 1);
        Keep("mine/free", "passed", 1);
        Keep("gone/away", "passed", 1);
        Keep("mine/other", "failed", 1);

        Assert.That(_desk.Run("progress"), Is.Zero);
        Assert.That(_desk.Output, Does.StartWith("1 of 3 labs passed"));
        Assert.That(_desk.Output, Does.Contain("✓ basket").And.Contain("passed, 3 attempts, the last one not (failed)"));
        Assert.That(_desk.Output, Does.Contain("✗ other").And.Contain("Not counted").And.Contain("gone/away"));

        _desk.Run("progress", "--format", "json");
        var json = System.Text.Json.JsonDocument.Parse(_desk.Output).RootElement;
        Assert.That((json.GetProperty("labs").GetInt32(), json.GetProperty("passed").GetInt32()), Is.EqualTo((3, 1)));
        _desk.Run();
        Assert.That(_desk.Output, Does.Contain("1 of 3 labs passed"));
    }

    [Test]
    public void One_lab_alone_does_not_change_the_count()
    {
        Keep("mine/basket", "passed", 1);
        Keep("mine/other", "failed", 1);

        _desk.Run("progress", "other");
        Assert.That(_desk.Output, Does.StartWith("1 of 3 labs passed").And.Contain("other").And.Not.Contain("basket"));
        _desk.Run("progress", "third");
        Assert.That(_desk.Output, Does.Contain("mine/third was not tried yet").And.Contain("lab start mine/third"));
    }

    [Test]
    public void A_pass_of_an_older_version_counts_and_says_so()
    {
        Keep("mine/basket", "passed", 1);
        Edit("mine/basket", "version: 1\n", "version: 2\n");

        _desk.Run("progress");
        Assert.That(_desk.Output, Does.StartWith("1 of 3 labs passed").And.Contain("version 1").And.Contain("there is 2"));
    }

    [Test]
    public void The_next_lab_goes_on_from_the_current_one()
    {
        Keep("mine/other", "passed", 1, isCurrent: true);

        _desk.Run("start");
        Assert.That(_desk.Output, Does.Contain("mine/third"));
        _desk.Run();
        Assert.That(_desk.Output, Does.Contain("(mine/third)"));
    }

    private void Keep(string lab, string verdict, int version, bool isCurrent = false)
    {
        using var context = _desk.CommandContext();
        context.Progress.Tell(store =>
        {
            store.Add(new Attempt(lab, version, verdict, 1, 3, 42, "00", [], Noon));
            if (isCurrent)
                store.CurrentLab = lab;
        });
    }

    private void Edit(string lab, string old, string replacement)
    {
        var path = Path.Combine(_desk.Labs, lab, "lab.yaml");
        var text = File.ReadAllText(path);
        Assert.That(text, Does.Contain(old));
        File.WriteAllText(path, text.Replace(old, replacement, StringComparison.Ordinal));
    }
}
