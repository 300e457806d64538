using System.Text;
using System.Text.RegularExpressions;
using BackendLabs.Labs.Reading;

namespace BackendLabs.Labs.Links;

/// <summary>The links and headings of a Markdown text, as far as checking links needs them.</summary>
internal sealed partial class MarkdownPage
{
    private readonly List<MarkdownLink> _links = [];
    private readonly List<MarkdownLink> _html = [];
    private readonly HashSet<string> _anchors = new(StringComparer.Ordinal);

    public IReadOnlyList<MarkdownLink> Links => _links;

    /// <summary>Tags and comments of HTML outside of code, each as its target.</summary>
    public IReadOnlyList<MarkdownLink> Html => _html;

    /// <summary>Without <c>#</c>.</summary>
    public IReadOnlySet<string> Anchors => _anchors;

    public static MarkdownPage Read(string text)
    {
        var page = new MarkdownPage();
        var fence = "";
        var before = "";
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            var mark = FenceOf(line);
            if (fence.Length > 0)
            {
                if (mark.Length >= fence.Length && mark[0] == fence[0] && line.Trim() == mark) fence = "";
                continue;
            }
            fence = mark;
            if (fence.Length > 0) continue;
            page.ReadHeading(line, before);
            page.ReadLinks(WithoutCode(line), number);
            page.ReadHtml(WithoutCode(line), number);
            before = line;
        }
        return page;
    }

    /// <summary>The three or more marks that open or close a block of code; empty for any other line.</summary>
    private static string FenceOf(string line)
    {
        var text = line.TrimStart();
        var length = text.Length > 0 && text[0] is '`' or '~' ? text.TakeWhile(character => character == text[0]).Count() : 0;
        return length >= 3 && text.IndexOf('`', length) < 0 ? text[..length] : "";
    }

    /// <summary>The line with each code span replaced by as many spaces, so that columns stay.</summary>
    private static string WithoutCode(string line)
    {
        var result = new StringBuilder(line);
        for (var at = 0; at < line.Length;)
        {
            var ticks = line.Skip(at).TakeWhile(character => character is '`').Count();
            var end = ticks == 0 ? -1 : ClosingTicks(line, at + ticks, ticks);
            if (end < 0)
            {
                at += Math.Max(1, ticks);
                continue;
            }
            for (; at < end; at++) result[at] = ' ';
        }
        return result.ToString();
    }

    private static int ClosingTicks(string line, int from, int ticks)
    {
        for (var at = from; at < line.Length; at++)
        {
            var run = line.Skip(at).TakeWhile(character => character is '`').Count();
            if (run == ticks) return at + run;
            at += run;
        }
        return -1;
    }

    private void ReadHeading(string line, string before)
    {
        var level = line.TakeWhile(character => character is '#').Count();
        if (level is > 0 and <= 6 && line.Length > level && line[level] is ' ')
            AddAnchor(line[level..].Trim().TrimEnd('#'));
        else if (line.Length > 0 && (line.TrimEnd().All(character => character is '=') || line.TrimEnd().All(character => character is '-')) && before.Trim().Length > 0)
            AddAnchor(before);
    }

    /// <summary>As GitHub and Markdig make them: lower case, punctuation dropped, spaces to dashes, repeats numbered.</summary>
    private void AddAnchor(string heading)
    {
        var slug = new StringBuilder();
        foreach (var character in WithoutTargets(heading).Trim().ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(character) || character is '-' or '_') slug.Append(character);
            else if (character is ' ') slug.Append('-');
        }
        var anchor = slug.ToString();
        for (var repeat = 1; !_anchors.Add(anchor); repeat++) anchor = $"{slug}-{repeat}";
    }

    private static string WithoutTargets(string heading)
    {
        for (var at = heading.IndexOf("](", StringComparison.Ordinal); at >= 0; at = heading.IndexOf("](", StringComparison.Ordinal))
        {
            var end = heading.IndexOf(')', at);
            heading = end < 0 ? heading.Remove(at) : heading.Remove(at, end - at + 1);
        }
        return heading;
    }

    // Four blanks begin a block of code where no paragraph or list goes on; a tag there is left alone.
    private void ReadHtml(string line, int number)
    {
        if (line.StartsWith("    ", StringComparison.Ordinal)) return;
        foreach (var tag in Tag().EnumerateMatches(line))
            _html.Add(new MarkdownLink(line.Substring(tag.Index, tag.Length), new Place(number, tag.Index + 1)));
    }

    [GeneratedRegex(@"<!--|</?[A-Za-z][A-Za-z0-9-]*(\s[^<>]*)?/?>", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Tag();

    private void ReadLinks(string line, int number)
    {
        for (var at = line.IndexOf("](", StringComparison.Ordinal); at >= 0; at = line.IndexOf("](", at + 2, StringComparison.Ordinal))
            AddLink(line, number, at + 2);
        for (var at = line.IndexOf("<http", StringComparison.Ordinal); at >= 0; at = line.IndexOf("<http", at + 1, StringComparison.Ordinal))
        {
            if (at < 2 || line[(at - 2)..at] is not "](") AddLink(line, number, at);
        }
        var definition = line.IndexOf("]: ", StringComparison.Ordinal);
        if (definition > 0 && line.TrimStart().StartsWith('[') && line.IndexOf(']', StringComparison.Ordinal) == definition)
            AddLink(line, number, definition + 3);
    }

    private void AddLink(string line, int number, int start)
    {
        while (start < line.Length && line[start] is ' ') start++;
        var pointed = start < line.Length && line[start] is '<';
        if (pointed) start++;
        var end = start;
        for (var open = 0; end < line.Length; end++)
        {
            var character = line[end];
            if (pointed ? character is '>' : character is ' ' || (character is ')' && open == 0)) break;
            open += character switch { '(' => 1, ')' => -1, _ => 0 };
        }
        _links.Add(new MarkdownLink(line[start..end], new Place(number, start + 1)));
    }
}

/// <param name="Place">Of the target.</param>
internal sealed record MarkdownLink(string Target, Place Place);
