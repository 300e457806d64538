using System.Runtime.CompilerServices;
using BackendLabs.Cli.Screens;
using BackendLabs.Labs;
using Markdig.Syntax;

namespace BackendLabs.Cli.Tests.Screens;

internal sealed class Lessons
{
    private const string Markdown = """
        # Read through a cache

        A cache **remembers** what was *expensive*; see [the paper](https://example.org/paper) and <https://example.org>. A long paragraph is wrapped at the width of the terminal, wherever that is.
        A hard break\
        follows.

        ## Why

        1. First, with `code` and [markup] that is none.
        2. Second
           - nested
           - again

           after a blank line

        > A quote over
        > two lines.

        ```csharp
        var x = cache.StringGet($"product:{id}");   // [not] {markup}
            indented
        ```

        | what | how often | why |
        | :--- | ---: | --- |
        | `GET` | 2 | to look |
        | a longer cell with several words that must be wrapped somewhere in the middle | 10 | to see |

        ---

        ![a diagram](diagram.png) <b>bold?</b> &amp; done

        """;

    [Test]
    public void A_lesson_is_rendered_in_its_width([Values(60, 80)] int width)
    {
        var text = TestScreen.Of(MarkdownView.Of(Markdown), width);

        Assert.That(text.Split('\n').Where(line => !line.Contains("[not]", StringComparison.Ordinal)).Select(Ink.Cells), Is.All.LessThanOrEqualTo(width));
        Golden.Matches($"markdown-{width}.txt", text);
    }

    [Test]
    public void Code_and_diagrams_of_our_lessons_are_never_broken([Values(40, 60, 80)] int width)
    {
        foreach (var lab in LabCatalog.Read([Labs]).AllLabs)
        {
            var lesson = ((LabReading.Good)lab.Read()).Lab.Texts.Lesson.Text;
            var shown = TestScreen.Of(MarkdownView.Of(lesson), width).Split('\n').Select(line => line.Trim()).ToHashSet(StringComparer.Ordinal);
            var code = Markdig.Markdown.Parse(lesson).Descendants<CodeBlock>().SelectMany(block => block.Lines.ToString().Split('\n')).Select(line => line.Trim());
            Assert.That(code.Where(line => !shown.Contains(line)), Is.Empty, lab.Id);
        }
    }

    [Test]
    public void A_diagram_as_wide_as_the_screen_gives_up_its_indentation()
    {
        var lines = TestScreen.Of(MarkdownView.Of($"Words.\n\n    {new string('-', 58)}>\n      x\n"), 60).Split('\n');

        Assert.That(lines, Does.Contain(" " + new string('-', 58) + ">").And.Contain("   x"));
    }

    [Test]
    public void No_line_begins_with_the_comma_of_the_one_before([Range(40, 80)] int width)
    {
        var lines = TestScreen.Of(MarkdownView.Of("It asks again and again what your code **does**, never how it *looks*; and (`that`) is all."), width).Split('\n');

        Assert.That(lines.Select(line => line.TrimStart()), Is.All.Not.StartsWith(",").And.All.Not.StartsWith(";").And.All.Not.StartsWith(")").And.All.Not.StartsWith("."));
        Assert.That(lines.Select(Ink.Cells), Is.All.LessThanOrEqualTo(width));
        Assert.That(string.Join(' ', lines.Select(line => line.Trim())).Trim(), Is.EqualTo("It asks again and again what your code does, never how it looks; and (that) is all."));
    }

    [Test]
    public void A_number_stays_with_its_unit() =>
        Assert.That(TestScreen.Of(Ink.Text($"a lab with a title of many words, and 35{Ink.NoBreak}min"), 40).Split('\n').Select(line => line.TrimEnd()), Does.Contain("a lab with a title of many words, and").And.Contain("35 min"));

    [TestCase("lab: one two three four", 14, "lab: one two\n     three\n     four")]
    [TestCase("  → one two three", 10, "  → one\n    two\n    three")]
    [TestCase("short", 10, "short")]
    [TestCase("https://example.org/a/very/long/address", 10, "https://example.org/a/very/long/address")]
    public void A_long_message_is_wrapped_beneath_its_words(string text, int width, string wrapped) =>
        Assert.That(Hanging.Wrap(text, width), Is.EqualTo(wrapped));

    private static string Labs => Path.GetFullPath(Path.Combine(Here(), "../../../../labs"));

    private static string Here([CallerFilePath] string path = "") => path;
}
