using System.Text;

namespace BackendLabs.Labs.Reading;

/// <summary>One paragraph, heading, item of a list or cell of a table, its marks of blocks taken off.</summary>
/// <param name="Places">Of each character.</param>
internal sealed record MarkdownBlock(string Text, IReadOnlyList<Place> Places, bool IsHeading);

/// <summary>Cuts a Markdown text into blocks of prose, as far as comparing sentences needs it.</summary>
internal sealed class MarkdownBlocks
{
    private readonly List<MarkdownBlock> _blocks = [];
    private readonly StringBuilder _text = new();
    private readonly List<Place> _places = [];
    private string _fence = "";
    private bool _isAfterBlank = true;
    private bool _isInList;

    public static IReadOnlyList<MarkdownBlock> Of(string markdown)
    {
        var reading = new MarkdownBlocks();
        var number = 0;
        foreach (var line in markdown.Split('\n')) reading.Take(line, ++number);
        reading.End(isHeading: false);
        return reading._blocks;
    }

    private void Take(string line, int number)
    {
        var text = line.TrimEnd();
        var start = text.Length - text.TrimStart().Length;
        if (IsInFence(text.TrimStart())) return;
        if (start == text.Length)
        {
            End(isHeading: false);
            _isAfterBlank = true;
            return;
        }
        // A diagram or code, and no prose; within a list the indentation is the list's.
        if (start >= 4 && _text.Length == 0 && _isAfterBlank && !_isInList) return;
        _isAfterBlank = false;
        TakeProse(text, start, number);
    }

    private bool IsInFence(string text)
    {
        var length = text.Length > 0 && text[0] is '`' or '~' ? text.TakeWhile(character => character == text[0]).Count() : 0;
        if (_fence.Length > 0)
        {
            if (length >= _fence.Length && text == new string(_fence[0], length)) _fence = "";
            return true;
        }
        if (length < 3 || text.IndexOf('`', length) >= 0) return false;
        _fence = text[..length];
        End(isHeading: false);
        return true;
    }

    private void TakeProse(string text, int start, int number)
    {
        while (start < text.Length && text[start] is '>' or ' ') start++;
        if (start == text.Length)
        {
            End(isHeading: false);
            return;
        }
        var hashes = text.AsSpan(start).IndexOfAnyExcept('#');
        if (hashes is > 0 and <= 6 && text[start + hashes] is ' ')
        {
            End(isHeading: false);
            _isInList = false;
            Append(text, start + hashes + 1, text.Length, number);
            End(isHeading: true);
        }
        else if (text[start..].All(character => character is '-' or '=' or '*' or '_'))
        {
            // An underline makes the lines above it a heading; a rule ends what came before.
            End(isHeading: text[start..].All(character => character is '-' or '='));
        }
        else if (text.Length > start && text[start] is '|')
        {
            TakeRow(text, start, number);
        }
        else
        {
            var mark = MarkLength(text.AsSpan(start));
            if (mark > 0) End(isHeading: false);
            _isInList = mark > 0 || (_isInList && (start > 0 || _text.Length > 0));
            Append(text, start + mark, text.Length, number);
        }
    }

    private void TakeRow(string text, int start, int number)
    {
        End(isHeading: false);
        while (start < text.Length)
        {
            var end = text.IndexOf('|', start);
            if (end < 0) end = text.Length;
            if (text[start..end].Any(character => character is not ('-' or ':' or ' '))) Append(text, start, end, number);
            End(isHeading: false);
            start = end + 1;
        }
    }

    // "- ", "* ", "+ ", "1. ", "2) "
    private static int MarkLength(ReadOnlySpan<char> text)
    {
        if (text.Length > 1 && text[0] is '-' or '*' or '+' && text[1] is ' ') return 2;
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        return digits is > 0 and < 4 && digits + 1 < text.Length && text[digits] is '.' or ')' && text[digits + 1] is ' ' ? digits + 2 : 0;
    }

    private void Append(string text, int from, int to, int number)
    {
        if (_text.Length > 0)
        {
            _text.Append(' ');
            _places.Add(new Place(number, from + 1));
        }
        for (; from < to; from++)
        {
            _text.Append(text[from]);
            _places.Add(new Place(number, from + 1));
        }
    }

    private void End(bool isHeading)
    {
        if (_text.Length > 0) _blocks.Add(new MarkdownBlock(_text.ToString(), [.. _places], isHeading));
        _text.Clear();
        _places.Clear();
    }
}
