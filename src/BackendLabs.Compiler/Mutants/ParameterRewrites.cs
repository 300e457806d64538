using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace BackendLabs.Compiler.Mutants;

/// <summary>A text that goes into the SQL itself instead of beside it. Numbers are left alone: nothing can be smuggled in with one.</summary>
internal static class ParameterRewrites
{
    public static IEnumerable<Mutation> Of(ReferenceText text)
    {
        foreach (var call in text.All<InvocationExpressionSyntax>())
        {
            if (Given(call) is not var (command, name, value) || text.TypeOf(value)?.SpecialType is not SpecialType.System_String)
                continue;
            if (text.Model.GetSymbolInfo(command).Symbol is not { } local || call.FirstAncestorOrSelf<StatementSyntax>() is not { } statement)
                continue;
            var changes = Texts(text, local).SelectMany(literal => Filled(text, literal, name, value)).ToList();
            if (changes.Count > 0)
                yield return new Mutation(MutantKinds.Parameter, call.SpanStart, $"{name} is glued into the SQL instead of being a parameter.", [.. changes, text.Without(statement)]);
        }
    }

    // command.Parameters.AddWithValue("$x", value), or command.Parameters.Add("$x", …).Value = value.
    private static (ExpressionSyntax Command, string Name, ExpressionSyntax Value)? Given(InvocationExpressionSyntax call)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Parameters", Expression: var command } } method
            || call.ArgumentList.Arguments is not [{ Expression: LiteralExpressionSyntax { Token.Value: string name } }, { Expression: var last }, ..])
            return null;
        return (method.Name.Identifier.ValueText, call.Parent) switch
        {
            ("AddWithValue", ExpressionStatementSyntax) => (command, name, last),
            ("Add", MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value", Parent: AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax, Right: var value } }) => (command, name, value),
            _ => null,
        };
    }

    // What the command's text is set to, wherever that is.
    private static IEnumerable<ExpressionSyntax> Texts(ReferenceText text, ISymbol command)
    {
        var set = text.All<AssignmentExpressionSyntax>()
            .Where(assignment => assignment.Left is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CommandText", Expression: var owner }
                && SymbolEqualityComparer.Default.Equals(text.Model.GetSymbolInfo(owner).Symbol, command))
            .Select(assignment => assignment.Right);
        var made = command.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).OfType<VariableDeclaratorSyntax>().Select(declarator => declarator.Initializer?.Value);
        return set.Concat(made).OfType<ExpressionSyntax>()
            .SelectMany(expression => expression.DescendantNodesAndSelf())
            .OfType<ExpressionSyntax>()
            .Where(literal => literal.IsKind(SyntaxKind.StringLiteralExpression) || literal is InterpolatedStringExpressionSyntax);
    }

    private static IEnumerable<TextChange> Filled(ReferenceText text, ExpressionSyntax literal, string name, ExpressionSyntax value)
    {
        var bare = name.TrimStart('$', '@', ':');
        var places = SqlText.Read(literal, text.Text).Tokens.Where(token => token.Word.Length > 1 && token.Word[0] is '$' or '@' or ':'
            && token.Word[1..].Equals(bare, StringComparison.OrdinalIgnoreCase)).ToList();
        if (places.Count == 0)
            yield break;
        var isPlain = literal is LiteralExpressionSyntax;
        if (isPlain)
            yield return new TextChange(new TextSpan(literal.SpanStart, 0), "$");
        var inside = isPlain ? SqlText.Inside(literal.Span, text.Text) : default;
        for (var at = inside.Start; at < inside.End; at++)
        {
            if (text.Text[at] is '{' or '}' && literal.GetFirstToken().Kind() is SyntaxKind.StringLiteralToken)
                yield return new TextChange(new TextSpan(at, 0), text.Text[at].ToString());
        }

        var filling = value is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax ? value.ToString() : $"({value})";
        foreach (var place in places)
            yield return new TextChange(place.Span, $"'{{{filling}}}'");
    }
}
