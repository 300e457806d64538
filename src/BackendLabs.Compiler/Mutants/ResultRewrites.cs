using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace BackendLabs.Compiler.Mutants;

/// <summary>Results that are always the same, and statements that are not there.</summary>
internal static class ResultRewrites
{
    public static IEnumerable<Mutation> Of(ReferenceText text) => [.. Constants(text), .. Statements(text)];

    private static IEnumerable<Mutation> Constants(ReferenceText text)
    {
        var returned = text.All<ReturnStatementSyntax>().Select(statement => (Of: ReferenceText.FunctionOf(statement), Value: statement.Expression))
            .Concat(text.All<ArrowExpressionClauseSyntax>().Select(arrow => (Of: arrow.Parent, Value: (ExpressionSyntax?)arrow.Expression)));
        foreach (var (function, value) in returned)
        {
            if (value is null || function is null || text.Model.GetDeclaredSymbol(function) is not IMethodSymbol { ReturnsVoid: false } method)
                continue;
            var result = method.IsAsync ? ReferenceText.Awaited(method.ReturnType) : method.ReturnType;
            foreach (var constant in ConstantsOf(result).Where(constant => constant != value.ToString() && !(constant == "default!" && value.ToString() is "null" or "default" or "null!")))
                yield return new Mutation(MutantKinds.Constant, value.SpanStart, $"{method.Name} gives back {Said(constant)}, whatever `{Shortened(value)}` would be.", new TextChange(value.Span, constant));
        }
    }

    private static IEnumerable<string> ConstantsOf(ITypeSymbol type)
    {
        switch (type)
        {
            case { SpecialType: SpecialType.System_Boolean }:
                return ["true", "false"];
            case { SpecialType: SpecialType.System_String }:
                return ["default!", "\"\""];
            case { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_Double }:
                return ["0", "1"];
            case IArrayTypeSymbol:
                return ["default!", "[]"];
            case INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var result] } task:
                return ConstantsOf(result).Select(constant => $"{task.Name}.FromResult<{result.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}>({constant})");
            case INamedTypeSymbol { Name: "Task" or "ValueTask" } task:
                return [$"{task.Name}.CompletedTask"];
            case INamedTypeSymbol { IsGenericType: true, TypeKind: TypeKind.Interface, Name: "IReadOnlyList" or "IList" or "IEnumerable" or "ICollection" or "IReadOnlyCollection" }:
            case INamedTypeSymbol { Name: "List" or "HashSet" }:
                return ["default!", "[]"];
            default:
                return ["default!"];
        }
    }

    private static string Said(string constant) => constant switch
    {
        "default!" => "the type's default",
        "[]" => "an empty list",
        "\"\"" => "an empty text",
        _ => constant,
    };

    private static IEnumerable<Mutation> Statements(ReferenceText text)
    {
        foreach (var statement in text.All<ExpressionStatementSyntax>().Where(HasEffect))
            yield return new Mutation(MutantKinds.Statement, statement.SpanStart, $"`{Shortened(statement)}` is left out.", text.Without(statement));
        foreach (var arrow in text.All<ArrowExpressionClauseSyntax>())
        {
            if (arrow.Parent is { } function && text.Model.GetDeclaredSymbol(function) is IMethodSymbol { ReturnsVoid: true } && arrow.GetLastToken().GetNextToken() is { ValueText: ";" } end)
                yield return new Mutation(MutantKinds.Statement, arrow.SpanStart, $"`{Shortened(arrow.Expression)}` is left out.", new TextChange(TextSpan.FromBounds(arrow.SpanStart, end.Span.End), "{ }"));
        }
    }

    private static bool HasEffect(ExpressionStatementSyntax statement) =>
        statement.Expression is InvocationExpressionSyntax or AwaitExpressionSyntax or AssignmentExpressionSyntax
            or PostfixUnaryExpressionSyntax or PrefixUnaryExpressionSyntax or ConditionalAccessExpressionSyntax;

    private static string Shortened(SyntaxNode node)
    {
        var words = string.Join(' ', node.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd(';');
        return words.Length <= 70 ? words : words[..69] + "…";
    }
}
