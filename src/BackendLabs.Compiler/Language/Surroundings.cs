using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackendLabs.Compiler.Language;

/// <summary>What a caret stands in.</summary>
internal static class Surroundings
{
    /// <summary>Whether the caret stands in a comment, a text, a number or a directive, where nothing is to be completed.</summary>
    public static bool IsNoCode(SyntaxNode root, int position)
    {
        if (position == 0)
            return false;
        var trivia = root.FindTrivia(position - 1);
        if (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia)
            || trivia.IsKind(SyntaxKind.DisabledTextTrivia) || trivia.IsDirective)
            return true;
        if (trivia.IsKind(SyntaxKind.MultiLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineDocumentationCommentTrivia))
            return position < trivia.FullSpan.End || !trivia.ToString().EndsWith("*/", StringComparison.Ordinal);

        var token = root.FindToken(position - 1);
        if (token.FullSpan.End < position || token.SpanStart >= position)
            return false;
        return token.Kind() switch
        {
            SyntaxKind.NumericLiteralToken => position <= token.Span.End,
            SyntaxKind.InterpolatedStringTextToken => position <= token.Span.End,
            SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedVerbatimStringStartToken or SyntaxKind.InterpolatedSingleLineRawStringStartToken
                or SyntaxKind.InterpolatedMultiLineRawStringStartToken => position == token.Span.End || position < token.Span.End,
            SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
                or SyntaxKind.Utf8StringLiteralToken => position < token.Span.End || (position == token.Span.End && IsOpen(token)),
            _ => false,
        };
    }

    private static bool IsOpen(SyntaxToken token) => token.ContainsDiagnostics;
}
