using System.Globalization;
using System.Text;
using System.Text.Json;
using BackendLabs.Testing;

namespace BackendLabs.Cli.Tests.Published;

/// <summary>Row 155: a lab by a stranger, each of whose texts holds markup, a foreign link and codes that would move a terminal's cursor.</summary>
internal sealed class HostileTexts
{
    // As the letters of a YAML or C# string, and as they are in a file.
    private const string Escaped = "EVIL\\u001b[2J\\u001b]8;;https://elsewhere.example\\u0007\\u202e\\u009b1A [bold red]x[/] <b onclick=evil()>";
    private const string Raw = "EVIL\u001b[2J\u001b]8;;https://elsewhere.example\u0007\u202e\u009b1A [bold red]x[/] <b onclick=evil()>";

    private PublishedLab _lab = null!;

    [SetUp]
    public void Begin() => _lab = new PublishedLab();

    [TearDown]
    public void End() => _lab.Dispose();

    [Test]
    public async Task No_text_of_a_lab_moves_a_terminal_or_is_read_as_markup()
    {
        var labs = Path.Combine(_lab.Home, "labs");
        new SmallLab
        {
            Checks = $"Check(\"doubles\", points: 1, \"{Escaped}\", async () =>\n    Expect(await Snippet.CallAsync<int>(\"Twice\", 21), Is.EqualTo(42), \"{Escaped}\"));",
            Hints = $"  - {{ after: 1, text: \"{Escaped}\" }}",
            Starter = $"// {Raw}\nint Twice(int number) => 0;",
        }.PutInto(labs);
        var folder = Path.Combine(labs, SmallLab.Id);
        await RewriteAsync(Path.Combine(folder, "lab.yaml"), text => text.Replace("title: A small lab", $"title: \"{Escaped}\"", StringComparison.Ordinal).Replace("note: First version", $"note: \"{Escaped}\"", StringComparison.Ordinal));
        await RewriteAsync(Path.Combine(labs, "catalog.yaml"), text => text.Replace("title: Tests", $"title: \"{Escaped}\"", StringComparison.Ordinal).Replace("summary: For one test.", $"summary: \"{Escaped}\"", StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path.Combine(folder, "README.md"), $"# {Raw}\n\n{Raw}\n\n```csharp\n{Raw}\n```\n\n| {Raw} | b |\n|---|---|\n| {Raw} | d |\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "after.md"), $"# {Raw}\n\n- {Raw}\n");
        await File.WriteAllTextAsync(Path.Combine(_lab.Home, "wrong.csx"), "int Twice(int number) => 1;");
        await File.WriteAllTextAsync(Path.Combine(_lab.Home, "right.csx"), "int Twice(int number) => 2 * number;");

        foreach (var arguments in (string[][])[["list"], ["show", SmallLab.Id], ["check", SmallLab.Id, "wrong.csx"], ["hint", SmallLab.Id], ["start", SmallLab.Id], ["check", SmallLab.Id, "right.csx"], ["show", SmallLab.Id, "--after"], ["validate", SmallLab.Id, "--only", "solutions"], ["progress"]])
        {
            var answer = await _lab.RunAsync([.. arguments, "--labs", labs]);
            AssertHarmless(string.Join(' ', arguments), answer.Output + answer.Error);
        }

        // Where the words are shown at all, they are shown as they stand.
        var shown = await _lab.RunAsync("check", SmallLab.Id, "wrong.csx", "--labs", labs);
        Assert.That(string.Join(' ', shown.Output.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)), Does.Contain("[bold red]x[/] <b onclick=evil()>"));
        var json = await _lab.RunAsync("check", SmallLab.Id, "wrong.csx", "--labs", labs, "--format", "json");
        AssertHarmless("json", json.Output);
        Assert.That(() => JsonDocument.Parse(json.Output), Throws.Nothing);
    }

    private static void AssertHarmless(string command, string shown)
    {
        TestContext.Out.WriteLine($"== {command}\n{shown}");
        Assert.That(shown.EnumerateRunes().Where(rune => rune.Value != '\n' && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format), Is.Empty, $"{command} shows characters that do something.");
        Assert.That(shown, Does.Not.Contain("   at BackendLabs."));
    }

    private static async Task RewriteAsync(string file, Func<string, string> rewrite) => await File.WriteAllTextAsync(file, rewrite(await File.ReadAllTextAsync(file)));
}
