using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendLabs.Compiler.Wording;

/// <summary>Brackets, semicolons and quotes.</summary>
internal static class SyntaxRewrites
{
    private static readonly string[] Keywords =
        ["return", "foreach", "while", "using", "await", "async", "string", "public", "static", "throw", "switch", "class", "record", "break", "continue", "var", "new", "else"];

    /// <summary>A string or comment that goes on to the end of the line or file.</summary>
    internal static readonly string[] Unclosed = ["CS1010", "CS1039", "CS8997", "CS8998", "CS8999"];

    public static readonly Rewrite[] All =
    [
        new(["CS1002"], MissingSemicolon),
        new(["CS1513"], finding => Braces.Unclosed(finding.Root) is { } open
            ? new Said("This { is never closed.", "Add a } where its block ends.", At: open.GetLocation())
            : new Said("A } is missing.", "Each { needs its }.")),
        new(["CS1022", "CS7017", "CS8803"], finding => finding.Written.StartsWith('}')
            ? new Said("This } closes nothing.", "Delete it, or find the } above that closes a block too early.")
            : null),
        new(["CS1026"], _ => new Said("A ) is missing here.", "Each ( needs its ).")),
        new(["CS1003"], finding => finding.Quoted(0) == ":" && finding.Root.FindToken(Math.Max(0, finding.Position - 1)).Parent?.FirstAncestorOrSelf<ConditionalExpressionSyntax>() is { Parent.Parent: GlobalStatementSyntax } choice
            ? new Said("At the top level this ? is read as a choice (a ? b : c), not as part of a type.", $"Give the method a body with return: {choice.Condition}? Name() {{ return …; }}", At: choice.QuestionToken.GetLocation())
            : null),
        new(["CS1003"], finding => new Said($"A {finding.Quoted(0)} is missing here.", finding.Quoted(0) is "]" or ")" or ">" ? "Each opening bracket needs its closing one." : "Look just before this place.")),
        new(Unclosed, _ => new Said("This text is not closed.", "End it with \" on the same line; a text over several lines stands between \"\"\" and \"\"\".")),
        new(["CS1012", "CS1011"], _ => new Said("Single quotes hold one character.", "Write a text between double quotes: \"abc\".")),
        new(["CS1515"], _ => new Said("foreach wants the word in here.", "Write foreach (var item in items).")),
        new(["CS1525"], finding => new Said($"A value is missing before {finding.Quoted(0)}.", "Look just before this place.")),
        new(["CS1001"], finding => finding.Root.FindToken(Math.Max(0, finding.Position - 1)).IsKind(SyntaxKind.DotToken)
            ? new Said("What comes after this point is missing.", "Name a member of what stands before it, or delete the point.")
            : null),
        new(["CS1001"], _ => new Said("A name is missing here.", "A parameter is written with its type and name, as in int id.")),
        new(["CS1035"], _ => new Said("This comment is not closed.", "End it with */.")),
        new(["CS1733"], _ => new Said("A value is missing here.")),
        new(["CS8078"], _ => new Said("This expression is too long or nested too deeply.", "Break it into smaller ones, with names.", Id: LabIds.TooDeep)),
        new(["CS1056"], finding => finding.Quoted(0) is "“" or "”" or "‘" or "’" or "„"
            ? new Said($"{finding.Quoted(0)} is a printer's quotation mark.", "Write \" instead; a word processor exchanged it.")
            : new Said($"The character {finding.Quoted(0)} has no meaning here.", "Delete it.")),
    ];

    private static Said MissingSemicolon(Finding finding)
    {
        var before = finding.Root.FindToken(Math.Max(0, finding.Position - 1));
        var start = before.Parent?.FirstAncestorOrSelf<StatementSyntax>()?.GetFirstToken() ?? before;
        foreach (var word in new[] { before, start })
        {
            if (word.IsKind(SyntaxKind.IdentifierToken) && word.ValueText.Length > 3
                && Spelling.Nearest(word.ValueText, Keywords) is { } keyword)
                return new Said($"{word.ValueText} is no word of C#.", $"Did you mean {keyword}?", At: word.GetLocation());
        }

        if (before.Parent?.FirstAncestorOrSelf<ForStatementSyntax>() is { } loop && loop.Statement.SpanStart >= finding.Position)
            return new Said("The parts of a for are separated by semicolons.", "Write for (var i = 0; i < n; i++).");
        if (UnclosedBracket(finding, before) is { } open)
            return new Said($"This {open.Text} is never closed.", $"Add a {(open.IsKind(SyntaxKind.OpenParenToken) ? ')' : open.IsKind(SyntaxKind.OpenBracketToken) ? ']' : '}')} before the end of the statement.", At: open.GetLocation());
        return new Said("A semicolon is missing here.", "End the statement with ;");
    }

    /// <summary>A bracket of the same statement that is open at the place.</summary>
    private static SyntaxToken? UnclosedBracket(Finding finding, SyntaxToken last)
    {
        var statement = last.Parent?.FirstAncestorOrSelf<StatementSyntax>();
        if (statement is null or BlockSyntax)
            return null;
        var open = new Stack<SyntaxToken>();
        foreach (var token in statement.DescendantTokens())
        {
            if (token.SpanStart >= finding.Position)
                break;
            if (token.IsMissing)
                continue;
            if (token.Kind() is SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken or SyntaxKind.OpenBraceToken)
                open.Push(token);
            else if (token.Kind() is SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken or SyntaxKind.CloseBraceToken)
                open.TryPop(out _);
        }

        return open.TryPop(out var found) ? found : null;
    }
}
