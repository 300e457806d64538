using Spectre.Console;
using Spectre.Console.Rendering;

namespace BackendLabs.Cli.Screens;

/// <summary>
/// Differently styled pieces in one line, wrapped between words where it is too long. A word may have several styles: unlike
/// Spectre's paragraph this one never puts a comma at the beginning of a line. A no-break space is part of a word.
/// </summary>
internal sealed class Flow : IRenderable
{
    private readonly List<Word> _words = [];
    private Word? _open;

    public Flow Append(string text, Style style)
    {
        foreach (var part in Parts(text))
        {
            if (part is "\n" || part[0] == ' ')
            {
                _open = null;
                _words.Add(new Word(part is "\n" ? WordKind.End : WordKind.Space) { Pieces = { (part, style) } });
                continue;
            }

            if (_open is null)
                _words.Add(_open = new Word(WordKind.Text));
            _open.Pieces.Add((part, style));
        }

        return this;
    }

    public Measurement Measure(RenderOptions options, int maxWidth)
    {
        var longest = _words.Where(word => word.Kind is WordKind.Text).Select(word => word.Cells).DefaultIfEmpty().Max();
        var lines = Lines(int.MaxValue).Select(Cells).DefaultIfEmpty().Max();
        return new Measurement(Math.Min(longest, maxWidth), Math.Min(lines, maxWidth));
    }

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        var isFirst = true;
        foreach (var line in Lines(Math.Max(1, maxWidth)))
        {
            if (!isFirst)
                yield return Segment.LineBreak;
            isFirst = false;
            if (Before(line, options.Justification, maxWidth) is > 0 and var before)
                yield return new Segment(new string(' ', before));
            foreach (var (text, style) in line)
                yield return new Segment(text, style);
        }
    }

    // A table says so of its columns.
    private static int Before(List<(string Text, Style Style)> line, Justify? justification, int width) => justification switch
    {
        Justify.Right => width - Cells(line),
        Justify.Center => (width - Cells(line)) / 2,
        _ => 0,
    };

    private static int Cells(List<(string Text, Style Style)> pieces) => pieces.Sum(piece => Ink.Cells(piece.Text));

    private List<List<(string Text, Style Style)>> Lines(int width)
    {
        var lines = new Filling(width);
        foreach (var word in _words)
            lines.Add(word);
        return lines.All;
    }

    // Runs of spaces, line ends, and what is between them.
    private static IEnumerable<string> Parts(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var length = text[start] == '\n' ? 1
                : text[start] == ' ' ? text.AsSpan(start).IndexOfAnyExcept(' ')
                : text.AsSpan(start).IndexOfAny(' ', '\n');
            var end = length < 0 ? text.Length : start + length;
            yield return text[start..end];
            start = end;
        }
    }

    private enum WordKind
    {
        Text,
        Space,
        End,
    }

    private sealed record Word(WordKind Kind)
    {
        public List<(string Text, Style Style)> Pieces { get; } = [];

        public int Cells => Flow.Cells(Pieces);
    }

    /// <summary>Lines that are filled word by word.</summary>
    private sealed class Filling(int width)
    {
        private readonly List<Word> _spaces = [];
        private int _used;
        private bool _isWrapped;

        public List<List<(string Text, Style Style)>> All { get; } = [[]];

        public void Add(Word word)
        {
            switch (word.Kind)
            {
                case WordKind.End:
                    Begin(isWrapped: false);
                    break;
                case WordKind.Space:
                    // A wrapped line does not begin with the space that it was wrapped at.
                    if (!_isWrapped || _used > 0)
                        _spaces.Add(word);
                    break;
                default:
                    if (_used > 0 && _used + _spaces.Sum(space => space.Cells) + word.Cells > width)
                        Begin(isWrapped: true);
                    // A run of them that is longer than a line begins another.
                    var spaces = _spaces.ToList();
                    _spaces.Clear();
                    spaces.ForEach(Put);
                    Put(word);
                    break;
            }
        }

        private void Begin(bool isWrapped)
        {
            All.Add([]);
            _spaces.Clear();
            (_used, _isWrapped) = (0, isWrapped);
        }

        // A word longer than a line goes on in the next.
        private void Put(Word word)
        {
            foreach (var (text, style) in word.Pieces)
            {
                foreach (var character in text.EnumerateRunes())
                {
                    var one = character.Value == Ink.NoBreak ? " " : character.ToString();
                    if (_used > 0 && _used + Ink.Cells(one) > width)
                        Begin(isWrapped: true);
                    _used += Ink.Cells(one);
                    var line = All[^1];
                    if (line.Count > 0 && line[^1].Style.Equals(style))
                        line[^1] = (line[^1].Text + one, style);
                    else
                        line.Add((one, style));
                }
            }
        }
    }
}
