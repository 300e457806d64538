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

    /// <summary>How the message about another language's word ends; what comes after such a word follows from it.</summary>
    internal const string NoWord = " is no word of C#.";

    public static readonly Rewrite[] All =
    [
        new(["CS1001", "CS1002", "CS1003", "CS1022", "CS1026", "CS1513", "CS1525", "CS7017"], OtherLanguage),
        new(["CS1002"], MissingSemicolon),
        new(["CS1513"], finding => finding.Root.FindToken(finding.Position) is var next && next.IsKind(SyntaxKind.OpenBraceToken) && next.GetNextToken() is var modifier
                && modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.PrivateKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.InternalKeyword
            ? new Said("A method with public or private in front of it cannot stand inside of another.", $"Leave out {modifier.Text}, or close the method above with }} before it.", At: modifier.GetLocation())
            : null),
        new(["CS1513"], finding => Braces.Unclosed(finding.Root) is { } open
            ? new Said("This { is never closed.", "Add a } where its block ends.", At: open.GetLocation())
            : new Said("A } is missing.", "Each { needs its }.")),
        new(["CS1022", "CS7017", "CS8803"], finding => finding.Written.StartsWith('}')
            ? new Said("This } closes nothing.", "Delete it, or find the } above that closes a block too early.")
            : null),
        new(["CS8641"], _ => new Said("This else has no if in front of it.", "Look at the if above: a ; right behind its ) ends it.")),
        new(["CS0230"], _ => new Said("foreach needs a type in front of the name.", "Write foreach (var item in items).")),
        new(["CS1526"], _ => new Said("A ( ) is missing behind the type.", "Write new Thing(), or new Thing { Name = value }.")),
        new(["CS1024"], _ => new Said("# begins a directive of the compiler, and this is none.", "A comment begins with //.")),
        new(["CS1073"], finding => finding.Root.FindToken(Math.Max(0, finding.Position - 1)).Parent?.FirstAncestorOrSelf<InterpolatedStringExpressionSyntax>() is null
            ? null
            : new Said("A { in this text has no }.", "Write } behind the value: $\"Hello, {name}!\". For a brace itself, write {{.")),
        new(["CS1026"], _ => new Said("A ) is missing here.", "Each ( needs its ).")),
        new(["CS1003"], finding => finding.Quoted(0) == ":" && finding.Root.FindToken(Math.Max(0, finding.Position - 1)).Parent?.FirstAncestorOrSelf<ConditionalExpressionSyntax>() is { Parent.Parent: GlobalStatementSyntax } choice
            ? new Said("At the top level this ? is read as a choice (a ? b : c), not as part of a type.", $"Give the method a body with return: {choice.Condition}? Name() {{ return …; }}", At: choice.QuestionToken.GetLocation())
            : null),
        new(["CS1003"], finding => finding.Quoted(0) == ":" && finding.Root.FindToken(Math.Max(0, finding.Position - 1)).Parent?.FirstAncestorOrSelf<ConditionalExpressionSyntax>() is not null
            ? new Said("The second value of this choice is missing.", "Write both: condition ? a : b.")
            : null),
        new(["CS1003"], finding => new Said($"A {finding.Quoted(0)} is missing here.", finding.Quoted(0) is "]" or ")" or ">" ? "Each opening bracket needs its closing one." : "Look just before this place.")),
        new(Unclosed, _ => new Said("This text is not closed.", "End it with \" on the same line; a text over several lines stands between \"\"\" and \"\"\".")),
        new(["CS1012", "CS1011"], _ => new Said("Single quotes hold one character.", "Write a text between double quotes: \"abc\".")),
        new(["CS1515"], _ => new Said("foreach wants the word in here.", "Write foreach (var item in items).")),
        new(["CS1525"], Value),
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

    /// <summary>Words that begin a line in another language, and operators of it.</summary>
    private static Said? OtherLanguage(Finding finding)
    {
        var text = finding.Text.Tree.GetText();
        var line = text.Lines.GetLineFromPosition(finding.Position);
        var first = finding.Root.FindToken(line.Start + line.ToString().TakeWhile(char.IsWhiteSpace).Count());
        var next = finding.Root.FindToken(finding.Position);
        if (next.SpanStart < finding.Position)
            next = next.GetNextToken();
        if (next.ValueText is "and" or "or" or "not" && next.IsKind(SyntaxKind.IdentifierToken))
        {
            var sign = next.ValueText switch { "and" => "&&", "or" => "||", _ => "!" };
            return new Said($"{next.ValueText} joins patterns, and no conditions.", $"Write {sign}.", At: next.GetLocation());
        }

        if (finding.Position >= 2 && text.ToString(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(finding.Position - 2, Math.Min(text.Length, finding.Position + 1))) is "===" or "!==")
            return new Said("C# compares with two characters, not with three.", "Write == or !=.");
        if (line.ToString().Contains("System.out.print", StringComparison.Ordinal))
            return new Said("There is no System.out in C#.", "Write Console.WriteLine(…).");
        var isWord = first.IsKind(SyntaxKind.IdentifierToken) || (first.IsKind(SyntaxKind.ConstKeyword) && finding.Id == "CS1001");
        return isWord && first.SpanStart <= finding.Position && KnownNames.Foreign(first.Text) is { } way
            ? new Said(first.IsKind(SyntaxKind.ConstKeyword) ? "A const is written with its type." : first.Text + NoWord, way, At: first.GetLocation())
            : null;
    }

    /// <summary>What stands where a value should.</summary>
    private static Said? Value(Finding finding)
    {
        var before = finding.Root.FindToken(Math.Max(0, finding.Position - 1));
        if (before.SpanStart >= finding.Position)
            before = before.GetPreviousToken();
        var written = finding.Quoted(0);
        if (written == "{" && before.IsKind(SyntaxKind.EqualsGreaterThanToken))
            return new Said("=> is followed by one value, and { } holds statements.", "Delete the =>, or delete { } and return and keep the value.", At: before.GetLocation());
        if (!SyntaxFacts.IsPredefinedType(SyntaxFacts.GetKeywordKind(written)))
            return null;
        var text = finding.Text.Tree.GetText().ToString();
        var after = finding.Position + written.Length;
        if (after < text.Length && text[after] == '(')
            return new Said($"{written} is a type, and this calls it as a method.", written == "string" ? "Write value.ToString()." : $"Write {written}.Parse(text) for a text, ({written})value for a number.");
        var line = finding.Text.Tree.GetText().Lines.GetLineFromPosition(finding.Position).ToString();
        return before.IsKind(SyntaxKind.OpenParenToken) && before.GetPreviousToken() is var name && name.IsKind(SyntaxKind.IdentifierToken) && line.TrimStart().StartsWith(name.Text, StringComparison.Ordinal)
            ? new Said($"{name.Text} has no return type, and is read as a call.", $"Write the type of what it returns in front of it: string {name.Text}(…). In a call, leave out the types.", At: name.GetLocation())
            : null;
    }

    private static Said MissingSemicolon(Finding finding)
    {
        var before = finding.Root.FindToken(Math.Max(0, finding.Position - 1));
        var start = before.Parent?.FirstAncestorOrSelf<StatementSyntax>()?.GetFirstToken() ?? before;
        foreach (var word in new[] { before, start })
        {
            if (word.IsKind(SyntaxKind.IdentifierToken) && word.ValueText.Length > 3
                && Spelling.Nearest(word.ValueText, Keywords) is { } keyword)
                return new Said(word.ValueText + NoWord, $"Did you mean {keyword}?", At: word.GetLocation());
        }

        if (before.Parent?.FirstAncestorOrSelf<ForStatementSyntax>() is { } loop && loop.Statement.SpanStart >= finding.Position)
            return new Said("The parts of a for are separated by semicolons.", "Write for (var i = 0; i < n; i++).");
        if (UnclosedBracket(finding, before) is { } open)
            return new Said($"This {open.Text} is never closed.", $"Add a {(open.IsKind(SyntaxKind.OpenParenToken) ? ')' : open.IsKind(SyntaxKind.OpenBracketToken) ? ']' : '}')} before the end of the statement.", At: open.GetLocation());
        var next = before.GetNextToken();
        return next.Kind() is SyntaxKind.IdentifierToken or SyntaxKind.StringLiteralToken && before.Kind() is SyntaxKind.IdentifierToken or SyntaxKind.StringLiteralToken
            && next.GetLocation().GetLineSpan().StartLinePosition.Line == before.GetLocation().GetLineSpan().StartLinePosition.Line
                ? new Said($"Something is missing between {before.Text} and {next.Text}.", "Join texts with +, or end the statement with ;")
                : new Said("A semicolon is missing here.", "End the statement with ;");
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
