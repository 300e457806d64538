using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendLabs.Compiler.Language;

/// <summary>In <c>new Something { … }</c> and <c>with { … }</c>: what may be set there and is not yet.</summary>
internal static class ObjectInitializers
{
    public static IEnumerable<ISymbol> MembersAt(CompletionPlace place)
    {
        if (place.Before.Kind() is not (SyntaxKind.OpenBraceToken or SyntaxKind.CommaToken)
            || place.Before.Parent is not InitializerExpressionSyntax initializer
            || initializer.Kind() is not (SyntaxKind.ObjectInitializerExpression or SyntaxKind.WithInitializerExpression or SyntaxKind.CollectionInitializerExpression))
            return [];
        var type = initializer.Parent is ExpressionSyntax made ? place.Model.GetTypeInfo(made).Type : null;
        if (type is null)
            return [];
        var set = initializer.Expressions.OfType<AssignmentExpressionSyntax>()
            .Select(assignment => assignment.Left.ToString()).ToHashSet(StringComparer.Ordinal);
        return place.Model.LookupSymbols(place.Start, type)
            .Where(member => IsSettable(member) && !set.Contains(member.Name));
    }

    private static bool IsSettable(ISymbol member) => !member.IsStatic && member switch
    {
        IPropertySymbol property => !property.IsIndexer && property.SetMethod is { DeclaredAccessibility: Accessibility.Public },
        IFieldSymbol field => !field.IsReadOnly && !field.IsConst,
        _ => false,
    };
}
