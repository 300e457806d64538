using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using BackendLabs.Contract;

namespace BackendLabs.Compiler.Tests;

/// <summary>
/// Each file in Snippets is a snippet. Its first lines say what is expected of it:
/// <c>// services: sqlite</c> (all, where absent; <c>none</c>), <c>// entry: int F()</c>, <c>// contract: record Product(int Id);</c>,
/// <c>// expect: CS0120 line 4 "fragment"</c> or <c>// expect: nothing</c>. All that a student would read lies beside it as
/// a golden file, renewed with BACKENDLABS_ACCEPT=1.
/// </summary>
public sealed partial class SnippetFileTests
{
    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Snippets");

    public static IEnumerable<TestCaseData> Files() =>
        Directory.EnumerateFiles(Folder(), "*.csx").Order(StringComparer.Ordinal)
            .Select(path => new TestCaseData(path).SetArgDisplayNames(Path.GetFileNameWithoutExtension(path)));

    [TestCaseSource(nameof(Files))]
    public void Says_what_the_file_expects(string path)
    {
        var source = File.ReadAllText(path);
        var reply = Bench.Snippet(source, [.. Marks(source, "entry")], Contract(source), Services(source));
        var text = Bench.Text(reply);

        var expectations = Marks(source, "expect").ToArray();
        Assert.That(expectations, Is.Not.Empty, "The file says nothing about what is expected.");
        var lines = source.Split('\n');
        foreach (var expectation in expectations.Where(one => one != "nothing"))
        {
            var match = Expectation().Match(expectation);
            Assert.That(match.Success, $"Cannot read: {expectation}");
            var line = int.Parse(match.Groups["line"].Value, System.Globalization.CultureInfo.InvariantCulture);
            Assert.That(
                reply.Diagnostics.Any(one => one.Id == match.Groups["id"].Value && one.Line == line
                    && $"{one.Message}\n{one.Hint}".Contains(match.Groups["text"].Value, StringComparison.Ordinal)),
                $"Expected {expectation}\nFound:\n{text}");
        }

        Assert.That(reply.Diagnostics, Has.Count.EqualTo(expectations.Count(one => one != "nothing")), text);
        Assert.That(reply.Assembly is null, Is.EqualTo(reply.Diagnostics.Any(one => one.IsError)));
        Assert.That(reply.Diagnostics.All(one => one.Line <= lines.Length && one.Line >= 1 && one.Column >= 1), text);
        Assert.That(text, Does.Not.Contain("Submission").And.Not.Contain(".dll").And.Not.Contain(TestContext.CurrentContext.TestDirectory));
        CompareGolden(Path.ChangeExtension(path, ".txt"), text + "\n");
    }

    [TestCaseSource(nameof(Files))]
    public async Task Says_the_same_while_it_is_typed(string path)
    {
        var source = File.ReadAllText(path);
        var compiled = Bench.Snippet(source, [.. Marks(source, "entry")], Contract(source), Services(source));
        var typed = await Bench.InspectAsync(source, new LanguageQuestion.Diagnose(), [.. Marks(source, "entry")], Contract(source), Services(source));
        Assert.That(Bench.Text(typed), Is.EqualTo(Bench.Text(compiled)));
    }

    private static void CompareGolden(string path, string text)
    {
        if (Environment.GetEnvironmentVariable("BACKENDLABS_ACCEPT") == "1")
            File.WriteAllText(path, text);
        Assert.That(File.Exists(path), "There is no golden file yet; BACKENDLABS_ACCEPT=1 writes it.");
        Assert.That(text, Is.EqualTo(File.ReadAllText(path)), "The words have changed; read them, then accept with BACKENDLABS_ACCEPT=1.");
    }

    private static byte[]? Contract(string source) =>
        string.Join('\n', Marks(source, "contract")) is { Length: > 0 } text ? Bench.Contract(text).Assembly : null;

    private static IReadOnlyDictionary<string, string>? Services(string source) =>
        Marks(source, "services").FirstOrDefault() is { } text
            ? text.Split(", ").Where(kind => kind != "none").ToDictionary(kind => kind, kind => kind)
            : null;

    private static IEnumerable<string> Marks(string source, string mark) =>
        source.Split('\n').TakeWhile(line => line.StartsWith("// ", StringComparison.Ordinal))
            .Where(line => line.StartsWith($"// {mark}: ", StringComparison.Ordinal))
            .Select(line => line[(mark.Length + 5)..].Trim());

    [GeneratedRegex("""^(?<id>\w+) line (?<line>\d+) "(?<text>.*)"$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Expectation();
}
