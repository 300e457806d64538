using System.Text;
using BackendLabs.Contract;

namespace BackendLabs.Compiler;

/// <summary>What is refused before Roslyn sees it: characters that deceive a reader, and sizes and depths that would overflow its stack.</summary>
internal static class TextGate
{
    public const int MaxBytes = 256 * 1024;

    /// <summary>The first problem of the text, or null.</summary>
    public static SnippetDiagnostic? Refuse(string source)
    {
        // A character is one UTF-8 byte at least, so a text of megabytes is refused without being counted.
        if (source.Length > MaxBytes || Encoding.UTF8.GetByteCount(source) > MaxBytes)
        {
            return new SnippetDiagnostic(
                1, 1, 1, 1, LabIds.TooLarge, IsError: true,
                $"This text is larger than {MaxBytes / 1024} KB.",
                "Keep data out of the code: read it from the database, or make it in a loop.");
        }

        for (var at = 0; at < source.Length; at++)
        {
            if (Character(source, at) is not var (id, message, hint))
                continue;
            return Problem(source, at, id, message, hint);
        }

        return NestingScan.FirstTooDeep(source) is { } place
            ? Problem(
                source, place, LabIds.TooDeep,
                $"The code is nested more than {NestingScan.MaxDepth} levels deep here.",
                "Look for a bracket that is opened again and again, or break the code into smaller methods.")
            : null;
    }

    private static (string Id, string Message, string Hint)? Character(string source, int at)
    {
        var c = source[at];
        if (c is >= ' ' and < '\u007f' or '\n' or '\r' or '\t' or '\f' or '\v')
            return null;
        if (c < ' ')
        {
            return (LabIds.ControlCharacter, $"There is a control character (U+{(int)c:X4}) here that is no text.",
                "Delete it; if it belongs into a string, write it as an escape such as \\0 or \\u001b.");
        }

        if (char.IsSurrogate(c))
        {
            var paired = char.IsHighSurrogate(c)
                ? at + 1 < source.Length && char.IsLowSurrogate(source[at + 1])
                : at > 0 && char.IsHighSurrogate(source[at - 1]);
            return paired
                ? null
                : (LabIds.LoneSurrogate, $"There is half of a character (U+{(int)c:X4}) here.", "Delete it and save the file as UTF-8.");
        }

        return c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\u200e' or '\u200f' or '\u061c'
            ? (LabIds.BidirectionalControl, $"There is an invisible character (U+{(int)c:X4}) here that changes the direction of the text, so that code reads other than it runs.",
                $"Delete it; if it belongs into a string, write it as the escape \\u{(int)c:x4}.")
            : null;
    }

    private static SnippetDiagnostic Problem(string source, int at, string id, string message, string hint)
    {
        var before = source.AsSpan(0, at);
        var line = before.Count('\n') + 1;
        var column = at - (before.LastIndexOf('\n') + 1) + 1;
        return new SnippetDiagnostic(line, column, line, column + 1, id, IsError: true, message, hint);
    }
}
