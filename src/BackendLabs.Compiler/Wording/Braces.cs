using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackendLabs.Compiler.Wording;

/// <summary>Finds the brace that somebody forgot to close, which is seldom the one that the parser runs out at.</summary>
internal static class Braces
{
    /// <summary>The first opening brace whose partner stands less indented than its own line; else the last that has none.</summary>
    public static SyntaxToken? Unclosed(SyntaxNode root)
    {
        var open = new Stack<SyntaxToken>();
        SyntaxToken? suspect = null;
        foreach (var token in root.DescendantTokens())
        {
            if (token.IsMissing)
                continue;
            if (token.IsKind(SyntaxKind.OpenBraceToken))
                open.Push(token);
            else if (token.IsKind(SyntaxKind.CloseBraceToken) && open.TryPop(out var partner)
                && IsFirst(token) && Line(token) != Line(partner) && Indent(token) < Indent(partner))
                suspect ??= partner;
        }

        return suspect ?? (open.TryPop(out var last) ? last : null);
    }

    private static int Line(SyntaxToken token) => token.GetLocation().GetLineSpan().StartLinePosition.Line;

    private static bool IsFirst(SyntaxToken token) =>
        Indent(token) == token.GetLocation().GetLineSpan().StartLinePosition.Character;

    private static int Indent(SyntaxToken token)
    {
        var line = token.SyntaxTree!.GetText().Lines[Line(token)].ToString();
        return line.Length - line.TrimStart().Length;
    }
}
