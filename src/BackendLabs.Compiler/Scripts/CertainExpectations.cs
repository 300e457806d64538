using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendLabs.Compiler.Scripts;

/// <summary>Expectations that hold whatever a student's code does.</summary>
internal static class CertainExpectations
{
    private static readonly string[] AtLeastNothing = ["GreaterThanOrEqualTo", "AtLeast"];

    /// <returns>Why, as the end of a sentence; null where it can fail as far as its text tells.</returns>
    public static string? WhyItHolds(InvocationExpressionSyntax expect, IMethodSymbol method, SemanticModel model)
    {
        if (ScriptFindings.Argument(expect, method, "condition") is { } condition)
            return OfCondition(condition, model);
        return ScriptFindings.Argument(expect, method, "actual") is { } actual && ScriptFindings.Argument(expect, method, "expectation") is { } constraint
            ? OfConstraint(actual, constraint, model)
            : null;
    }

    private static string? OfCondition(ExpressionSyntax condition, SemanticModel model)
    {
        if (model.GetConstantValue(condition) is { HasValue: true, Value: true })
            return $"`{condition}` is always true";
        return condition switch
        {
            ParenthesizedExpressionSyntax inner => OfCondition(inner.Expression, model),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } same when AreSame(same.Left, same.Right) => $"it compares `{same.Left}` with itself",
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.GreaterThanOrEqualExpression } bound when IsCount(bound.Left) && IsZero(bound.Right, model) => "no count is below zero",
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression } test when test.Right.IsKind(SyntaxKind.NullLiteralExpression) => OfNull(test.Left, model),
            IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax { Pattern: ConstantPatternSyntax { Expression.RawKind: (int)SyntaxKind.NullLiteralExpression } } } test => OfNull(test.Expression, model),
            _ => null,
        };
    }

    private static string? OfConstraint(ExpressionSyntax actual, ExpressionSyntax constraint, SemanticModel model)
    {
        var (name, argument) = Last(constraint);
        if (name is "EqualTo" or "SameAs" or "EquivalentTo" && argument is not null && !IsTurned(constraint) && AreSame(actual, argument))
            return $"it compares `{actual}` with itself";
        if (model.GetConstantValue(actual).HasValue && (argument is null || model.GetConstantValue(argument).HasValue))
            return $"`{actual}` is written in the script and comes from no student's code";
        if (constraint.ToString() is "Is.Not.Null")
            return OfNull(actual, model);
        var counts = IsCount(actual) || constraint.ToString().StartsWith("Has.Count.", StringComparison.Ordinal) || constraint.ToString().StartsWith("Has.Length.", StringComparison.Ordinal);
        if (counts && !IsTurned(constraint) && AtLeastNothing.Contains(name) && argument is not null && IsZero(argument, model))
            return "no count is below zero";
        return counts && constraint.ToString().EndsWith(".Not.Negative", StringComparison.Ordinal) ? "no count is below zero" : null;
    }

    private static string? OfNull(ExpressionSyntax value, SemanticModel model) =>
        model.GetTypeInfo(value).Type is { IsValueType: true, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T } type
            ? $"`{type.ToMinimalDisplayString(model, value.SpanStart)}` is never null"
            : null;

    private static (string? Name, ExpressionSyntax? Argument) Last(ExpressionSyntax constraint) => constraint switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access, ArgumentList.Arguments: [var only] } => (access.Name.Identifier.ValueText, only.Expression),
        MemberAccessExpressionSyntax access => (access.Name.Identifier.ValueText, null),
        _ => (null, constraint),
    };

    private static bool IsTurned(ExpressionSyntax constraint) =>
        constraint.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>().Any(access => access.Name.Identifier.ValueText is "Not" or "No");

    // A call may give another value the second time.
    private static bool AreSame(ExpressionSyntax one, ExpressionSyntax other) =>
        SyntaxFactory.AreEquivalent(one, other)
        && !one.DescendantNodesAndSelf().Any(node => node is InvocationExpressionSyntax or AwaitExpressionSyntax or BaseObjectCreationExpressionSyntax or AssignmentExpressionSyntax or PostfixUnaryExpressionSyntax);

    private static bool IsCount(ExpressionSyntax value) =>
        value is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Count" or "Length" or "LongLength" };

    private static bool IsZero(ExpressionSyntax value, SemanticModel model) => model.GetConstantValue(value) is { HasValue: true, Value: 0 or 0L };
}
