using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace BackendLabs.Sessions.Similarity;

/// <summary>One token of C#, without its spelling where that is a name or a value.</summary>
/// <param name="FirstLine">From 1; a raw string ends on another line.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CodeToken(SyntaxKind Kind, int FirstLine, int LastLine);

internal static class CodeTokens
{
    /// <summary>What is longer is compared by its beginning.</summary>
    public const int MostCharacters = 256 * 1024;

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script);

    /// <summary>The tokens of any text, in order, without comments and white space.</summary>
    public static CodeToken[] Of(string text)
    {
        var source = SourceText.From(Flatten(text));
        return [.. SyntaxFactory.ParseTokens(source.ToString(), options: Options)
            .Where(token => !token.IsKind(SyntaxKind.EndOfFileToken) && !token.Span.IsEmpty)
            .Select(token => new CodeToken(Normalize(token.Kind()), LineOf(source, token.SpanStart), LineOf(source, token.Span.End - 1)))];
    }

    // The lexer itself recurses: into the holes of interpolated strings and the conditions of directives. Without $ and #
    // they are strings and words like others, in every text alike, and no depth uses up the stack.
    private static string Flatten(string text) => text[..Math.Min(text.Length, MostCharacters)].Replace('$', ' ').Replace('#', ' ');

    private static int LineOf(SourceText source, int position) => source.Lines.GetLineFromPosition(position).LineNumber + 1;

    private static SyntaxKind Normalize(SyntaxKind kind) => kind switch
    {
        SyntaxKind.Utf8StringLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
            or SyntaxKind.Utf8SingleLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken => SyntaxKind.StringLiteralToken,
        _ => kind,
    };
}
