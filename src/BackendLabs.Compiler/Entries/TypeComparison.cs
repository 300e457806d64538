using Microsoft.CodeAnalysis;

namespace BackendLabs.Compiler.Entries;

/// <summary>Whether two types of different compilations are the same type at run time; nullable annotations and tuple names do not count.</summary>
internal static class TypeComparison
{
    public static bool Same(ITypeSymbol left, ITypeSymbol right) => (left, right) switch
    {
        (IArrayTypeSymbol a, IArrayTypeSymbol b) => a.Rank == b.Rank && Same(a.ElementType, b.ElementType),
        (IDynamicTypeSymbol, _) => right is IDynamicTypeSymbol || right.SpecialType == SpecialType.System_Object,
        (_, IDynamicTypeSymbol) => left.SpecialType == SpecialType.System_Object,
        (INamedTypeSymbol a, INamedTypeSymbol b) => SameNamed(a, b),
        _ => false,
    };

    /// <summary>Whether the type is one of a namespace, by its name without arity.</summary>
    public static bool Is(ITypeSymbol type, string fullName) =>
        type is INamedTypeSymbol named
        && named.ContainingType is null
        && string.Equals(fullName, $"{named.ContainingNamespace.ToDisplayString()}.{named.MetadataName}", StringComparison.Ordinal);

    private static bool SameNamed(INamedTypeSymbol left, INamedTypeSymbol right)
    {
        left = left.TupleUnderlyingType ?? left;
        right = right.TupleUnderlyingType ?? right;
        if (left.MetadataName != right.MetadataName
            || left.TypeArguments.Length != right.TypeArguments.Length
            || left.ContainingAssembly?.Name != right.ContainingAssembly?.Name
            || left.ContainingNamespace?.ToDisplayString() != right.ContainingNamespace?.ToDisplayString())
            return false;
        if ((left.ContainingType is null) != (right.ContainingType is null)
            || (left.ContainingType is not null && !SameNamed(left.ContainingType, right.ContainingType!)))
            return false;
        for (var i = 0; i < left.TypeArguments.Length; i++)
        {
            if (!Same(left.TypeArguments[i], right.TypeArguments[i]))
                return false;
        }

        return true;
    }
}
