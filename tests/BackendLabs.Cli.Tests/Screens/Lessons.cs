using BackendLabs.Cli.Screens;

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

        Assert.That(text.Split('\n').Select(Ink.Cells), Is.All.LessThanOrEqualTo(width));
        Golden.Matches($"markdown-{width}.txt", text);
    }
}
