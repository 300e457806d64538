using System.Buffers;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using BackendLabs.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackendLabs.Compiler.Pasting;

/// <summary>
/// Characters without a shape that web pages and terminals add to code: outside of strings they become spaces. In a string
/// they are a part of the value: invisible ones stay, and control characters are refused by <see cref="TextGate"/>.
/// </summary>
internal static partial class IgnoredCharacters
{
    private const char Escape = '\u001b';

    // Zero width space and joiners, word joiner, byte order mark, soft hyphen, and the invisible operators of mathematics.
    private const string InvisibleOnes = "\u00ad\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff";

    private static readonly SearchValues<char> Invisible = SearchValues.Create(InvisibleOnes);

    /// <returns>A text of the same length, and what is to be said about it.</returns>
    public static (string Text, IReadOnlyList<SnippetDiagnostic> Notes) Blank(string source)
    {
        // A byte order mark in front belongs to the file, and the parser takes it off.
        var first = source.AsSpan(source.StartsWith('\ufeff') ? 1 : 0);
        if (first.IndexOf(Escape) < 0 && first.IndexOfAny(Invisible) < 0)
            return (source, []);
        // What is not safe to parse is refused a moment later.
        if (source.Length > TextGate.MaxBytes || NestingScan.FirstTooDeep(source) is not null)
            return (source, []);

        var text = source.ToCharArray();
        var codes = EscapeCode().Matches(source);
        foreach (Match code in codes)
            text.AsSpan(code.Index, code.Length).Fill(' ');
        var kept = Kept(new string(text));
        var notes = new List<SnippetDiagnostic>();
        var outside = Restore(source, text, codes, kept);
        if (outside is not null)
        {
            notes.Add(Note(source, outside.Index, outside.Length,
                "Colour codes of a terminal were pasted along. They are ignored.",
                "Nothing needs to be done. Copy from an editor to be without them."));
        }

        if (BlankInvisible(text, kept) is var (at, count) && count > 0)
        {
            notes.Add(Note(source, at, 1,
                count == 1
                    ? $"An invisible character (U+{(int)source[at]:X4}) was pasted along here. It is ignored."
                    : $"{count} invisible characters were pasted along, the first one (U+{(int)source[at]:X4}) here. They are ignored.",
                "Nothing needs to be done. Type the line again to be without them."));
        }

        return (new string(text), notes);
    }

    /// <summary>Where characters are a part of a value or of a name, in order of their places.</summary>
    private static ImmutableArray<(int Start, int End)> Kept(string text)
    {
        var places = ImmutableArray.CreateBuilder<(int, int)>();
        // A byte order mark in front is no part of the tree.
        var shift = text.StartsWith('\ufeff') ? 1 : 0;
        foreach (var token in Emission.Parse(text, "", SourceCodeKind.Script).GetRoot().DescendantTokens(descendIntoTrivia: true))
        {
            if (IsValue(token.Kind()))
                places.Add((token.SpanStart + shift, token.Span.End + shift));
            else if (token.IsKind(SyntaxKind.IdentifierToken))
                places.Add((token.SpanStart + shift, token.SpanStart + shift + token.Text.AsSpan().TrimEnd(InvisibleOnes).Length));
        }

        return places.ToImmutable();
    }

    private static bool IsValue(SyntaxKind kind) => kind is SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken
        or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.InterpolatedStringTextToken
        or SyntaxKind.Utf8StringLiteralToken or SyntaxKind.Utf8SingleLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken;

    /// <summary>Gives back the codes that stand in strings.</summary>
    /// <returns>The first that does not; null where all do.</returns>
    private static Match? Restore(string source, char[] text, MatchCollection codes, ImmutableArray<(int Start, int End)> kept)
    {
        Match? outside = null;
        foreach (Match code in codes)
        {
            if (IsKept(kept, code.Index))
                source.CopyTo(code.Index, text, code.Index, code.Length);
            else
                outside ??= code;
        }

        return outside;
    }

    private static (int First, int Count) BlankInvisible(char[] text, ImmutableArray<(int Start, int End)> kept)
    {
        var (first, count) = (0, 0);
        for (var at = text.AsSpan().StartsWith("\ufeff") ? 1 : 0; at < text.Length; at++)
        {
            if (!Invisible.Contains(text[at]) || IsKept(kept, at))
                continue;
            text[at] = ' ';
            if (count++ == 0)
                first = at;
        }

        return (first, count);
    }

    private static bool IsKept(ImmutableArray<(int Start, int End)> kept, int at)
    {
        var low = 0;
        var high = kept.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (kept[middle].End <= at)
                low = middle + 1;
            else
                high = middle;
        }

        return low < kept.Length && kept[low].Start <= at;
    }

    private static SnippetDiagnostic Note(string source, int at, int length, string message, string hint)
    {
        var before = source.AsSpan(0, at);
        var line = before.Count('\n') + 1;
        var column = at - (before.LastIndexOf('\n') + 1) + 1;
        return new SnippetDiagnostic(line, column, line, column + length, LabIds.IgnoredCharacters, IsError: false, message, hint);
    }

    // ECMA-48: a control sequence, an operating system command, or an escape of two characters.
    [GeneratedRegex(@"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b\n]*(\x07|\x1b\\)|[@-Z\\^_])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EscapeCode();
}
