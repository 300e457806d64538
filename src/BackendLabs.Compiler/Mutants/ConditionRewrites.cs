using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace BackendLabs.Compiler.Mutants;

/// <summary>Comparisons turned round, and bounds that are off by one.</summary>
internal static class ConditionRewrites
{
    private static readonly Dictionary<SyntaxKind, string> Turned = new()
    {
        [SyntaxKind.EqualsEqualsToken] = "!=",
        [SyntaxKind.ExclamationEqualsToken] = "==",
        [SyntaxKind.LessThanToken] = ">=",
        [SyntaxKind.LessThanEqualsToken] = ">",
        [SyntaxKind.GreaterThanToken] = "<=",
        [SyntaxKind.GreaterThanEqualsToken] = "<",
    };

    private static readonly Dictionary<SyntaxKind, string> Moved = new()
    {
        [SyntaxKind.LessThanToken] = "<=",
        [SyntaxKind.LessThanEqualsToken] = "<",
        [SyntaxKind.GreaterThanToken] = ">=",
        [SyntaxKind.GreaterThanEqualsToken] = ">",
    };

    public static IEnumerable<Mutation> Of(ReferenceText text) =>
    [
        .. text.All<BinaryExpressionSyntax>().SelectMany(comparison => OfComparison(text, comparison)),
        .. text.All<IsPatternExpressionSyntax>().Select(OfPattern).OfType<Mutation>(),
        .. Conditions(text).SelectMany(OfCondition),
        .. text.All<LiteralExpressionSyntax>().Where(literal => !IsOfTime(text, literal)).SelectMany(OfNumber),
    ];

    // A step of one: of 30 minutes 29 may be right as well, and of a moment nobody can tell the ends apart. That a time is left
    // out altogether, or compared the wrong way round, is another mutant.
    private static bool IsOfTime(ReferenceText text, LiteralExpressionSyntax literal)
    {
        ExpressionSyntax value = literal;
        while (value.Parent is BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or ParenthesizedExpressionSyntax or CastExpressionSyntax)
            value = (ExpressionSyntax)value.Parent;
        if (IsTime(text.TypeOf(value)))
            return true;
        return value.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Parent: ExpressionSyntax call } argument } && IsTaken(text, call, argument.Arguments.IndexOf((ArgumentSyntax)value.Parent));
    }

    // TimeSpan.FromMinutes(30), new TimeSpan(0, 30, 0), Task.Delay(100), http.CancelAfter(100), now.AddMinutes(30).
    private static bool IsTaken(ReferenceText text, ExpressionSyntax call, int place) => call switch
    {
        BaseObjectCreationExpressionSyntax => IsTime(text.TypeOf(call)),
        InvocationExpressionSyntax when IsTime(text.TypeOf(call)) => true,
        InvocationExpressionSyntax invocation => text.Model.GetSymbolInfo(invocation).Symbol is IMethodSymbol method
            && method.Parameters.ElementAtOrDefault(place)?.Name is { } name && Times.Any(time => name.Contains(time, StringComparison.OrdinalIgnoreCase)),
        _ => false,
    };

    private static bool IsTime(ITypeSymbol? type) =>
        type?.ToDisplayString().TrimEnd('?') is "System.TimeSpan" or "System.DateTime" or "System.DateTimeOffset" or "System.DateOnly" or "System.TimeOnly";

    private static readonly string[] Times = ["delay", "timeout", "seconds", "minutes", "milliseconds"];

    private static IEnumerable<Mutation> OfComparison(ReferenceText text, BinaryExpressionSyntax comparison)
    {
        var operation = comparison.OperatorToken;
        if (Turned.TryGetValue(operation.Kind(), out var turned))
            yield return new Mutation(MutantKinds.Comparison, operation.SpanStart, $"`{comparison}` compares by {turned} instead of {operation}.", new TextChange(operation.Span, turned));
        if (Moved.TryGetValue(operation.Kind(), out var moved) && !IsTime(text.TypeOf(comparison.Left)) && !IsTime(text.TypeOf(comparison.Right)))
            yield return new Mutation(MutantKinds.Bound, operation.SpanStart, $"The bound moves: `{comparison}` compares by {moved} instead of {operation}.", new TextChange(operation.Span, moved));
    }

    private static Mutation? OfPattern(IsPatternExpressionSyntax test) => test.Pattern switch
    {
        ConstantPatternSyntax => new Mutation(MutantKinds.Comparison, test.SpanStart, $"`{test}` is turned round.", new TextChange(new TextSpan(test.Pattern.SpanStart, 0), "not ")),
        UnaryPatternSyntax { Pattern: ConstantPatternSyntax } not =>
            new Mutation(MutantKinds.Comparison, test.SpanStart, $"`{test}` is turned round.", new TextChange(TextSpan.FromBounds(not.SpanStart, not.Pattern.SpanStart), "")),
        _ => null,
    };

    private static IEnumerable<ExpressionSyntax> Conditions(ReferenceText text) => text.Root.DescendantNodes().Select(node => node switch
    {
        IfStatementSyntax one => one.Condition,
        WhileStatementSyntax one => one.Condition,
        DoStatementSyntax one => one.Condition,
        ForStatementSyntax one => one.Condition,
        ConditionalExpressionSyntax one => one.Condition,
        _ => null,
    }).OfType<ExpressionSyntax>();

    // Comparisons have been turned already, wherever they stand; here are the other conditions.
    private static IEnumerable<Mutation> OfCondition(ExpressionSyntax condition)
    {
        switch (condition)
        {
            case ParenthesizedExpressionSyntax inner:
                return OfCondition(inner.Expression);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression } both:
                return OfCondition(both.Left).Concat(OfCondition(both.Right));
            case BinaryExpressionSyntax comparison when Turned.ContainsKey(comparison.OperatorToken.Kind()):
            case IsPatternExpressionSyntax:
            case LiteralExpressionSyntax:
                return [];
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not:
                return [new Mutation(MutantKinds.Comparison, condition.SpanStart, $"The condition `{condition}` is turned round.", new TextChange(not.OperatorToken.Span, ""))];
            default:
                return [new Mutation(MutantKinds.Comparison, condition.SpanStart, $"The condition `{condition}` is turned round.", new TextChange(condition.Span, $"!({condition})"))];
        }
    }

    private static IEnumerable<Mutation> OfNumber(LiteralExpressionSyntax literal)
    {
        if (literal.Token.Value is not (int or long) || Convert.ToInt64(literal.Token.Value, CultureInfo.InvariantCulture) is not (> int.MinValue and < int.MaxValue and var number))
            return [];
        return new[] { number + 1, number - 1 }.Select(moved => new Mutation(
            MutantKinds.Bound, literal.SpanStart, $"{moved.ToString(CultureInfo.InvariantCulture)} stands in place of {literal}.",
            new TextChange(literal.Span, moved.ToString(CultureInfo.InvariantCulture))));
    }
}
