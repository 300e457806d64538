using System.Text;

namespace BackendLabs.Labs.Reading;

/// <summary>
/// The words of a Markdown text without its marks, each with its place: what a rule's sentence is compared with. White
/// space is one space; a line feed stands between blocks (paragraphs, items of a list, cells of a table), which no
/// sentence crosses. Blocks of code are no prose and are left out.
/// </summary>
internal sealed class LessonText
{
    private readonly List<Place> _places = [];
    private readonly List<(int At, string Words)> _headings = [];

    private LessonText()
    {
    }

    public string Text { get; private set; } = "";

    /// <summary>Where headings begin in <see cref="Text"/>, with their words.</summary>
    public IReadOnlyList<(int At, string Words)> Headings => _headings;

    public Place PlaceOf(int index) => _places[index];

    /// <summary>The words of one sentence, as they stand in <see cref="Text"/>.</summary>
    public static string PlainLine(string markdown) => Read(markdown).Text.Replace('\n', ' ').Trim();

    public static LessonText Read(string markdown)
    {
        var lesson = new LessonText();
        var text = new StringBuilder();
        foreach (var block in MarkdownBlocks.Of(markdown))
        {
            if (text.Length > 0)
            {
                text.Append('\n');
                lesson._places.Add(block.Places[0]);
            }
            var start = text.Length;
            AppendWords(block, text, lesson._places);
            if (block.IsHeading) lesson._headings.Add((start, text.ToString(start, text.Length - start)));
        }
        lesson.Text = text.ToString();
        return lesson;
    }

    /// <summary>Where a sentence stands; empty where it does not.</summary>
    public IEnumerable<Range> Find(string sentence)
    {
        var words = PlainLine(sentence);
        if (words.Length == 0) yield break;
        for (var at = Text.IndexOf(words, StringComparison.Ordinal); at >= 0; at = Text.IndexOf(words, at + 1, StringComparison.Ordinal))
        {
            // "can" is not found in "cannot".
            var end = at + words.Length;
            var isWhole = !(at > 0 && IsWord(Text[at - 1]) && IsWord(Text[at])) && !(end < Text.Length && IsWord(Text[end]) && IsWord(Text[end - 1]));
            if (isWhole) yield return at..end;
        }
    }

    /// <summary>Each sentence of each block.</summary>
    public IEnumerable<Range> Sentences()
    {
        var start = 0;
        for (var at = 0; at <= Text.Length; at++)
        {
            var isEnd = at == Text.Length || Text[at] is '\n' || (Text[at] is ' ' && at > start && Text[at - 1] is '.' or '?' or '!');
            if (!isEnd) continue;
            if (at > start) yield return start..at;
            start = at + 1;
        }
    }

    private static bool IsWord(char character) => char.IsLetterOrDigit(character);

    private static void AppendWords(MarkdownBlock block, StringBuilder text, List<Place> places)
    {
        var start = text.Length;
        foreach (var index in MarkdownMarks.Without(block.Text))
        {
            var isSpace = char.IsWhiteSpace(block.Text[index]);
            if (isSpace && (text.Length == start || text[^1] == ' ')) continue;
            text.Append(isSpace ? ' ' : block.Text[index]);
            places.Add(block.Places[index]);
        }
        if (text.Length > start && text[^1] == ' ')
        {
            text.Length--;
            places.RemoveAt(places.Count - 1);
        }
    }
}
