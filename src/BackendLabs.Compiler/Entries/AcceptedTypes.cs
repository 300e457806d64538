using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackendLabs.Compiler.Entries;

/// <summary>
/// Whether a method may have another type than the lab names. Values cross between the processes as JSON, so a type is
/// accepted where the compiler converts it without a cast, and its JSON is that of the type that was asked for.
/// </summary>
internal sealed class AcceptedTypes(CSharpCompilation compilation)
{
    /// <summary>What a parameter of the student's may be and is still made from the lab's JSON.</summary>
    private static readonly string[] Sequences =
    [
        "System.Collections.Generic.IEnumerable`1", "System.Collections.Generic.IReadOnlyCollection`1", "System.Collections.Generic.ICollection`1",
        "System.Collections.Generic.IReadOnlyList`1", "System.Collections.Generic.IList`1",
    ];

    /// <summary>Whether a method may return <paramref name="given"/> where the lab reads <paramref name="wanted"/>: a list for a read-only list.</summary>
    public bool Returns(ITypeSymbol given, ITypeSymbol wanted) =>
        TypeComparison.Same(wanted, given) || (Converts(given, wanted) && Shape(given) is var shape && (shape == Shape(wanted) || wanted.SpecialType == SpecialType.System_Object));

    /// <summary>Whether a method may take <paramref name="given"/> where the lab hands over <paramref name="wanted"/>: a sequence for a list.</summary>
    public bool Takes(ITypeSymbol given, ITypeSymbol wanted) =>
        TypeComparison.Same(wanted, given)
        || (Converts(wanted, given) && Shape(given) == Shape(wanted)
            && (given.IsValueType || Array.Exists(Sequences, name => TypeComparison.Is(given, name))));

    private bool Converts(ITypeSymbol from, ITypeSymbol to)
    {
        var conversion = compilation.ClassifyConversion(from, to);
        return conversion is { IsImplicit: true, IsUserDefined: false }
            && (conversion.IsReference || conversion.IsNullable || conversion.IsNumeric || conversion.IsBoxing);
    }

    /// <summary>What the type's JSON is, where it is no plain value or object.</summary>
    private static string Shape(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte } || type.SpecialType is SpecialType.System_String or SpecialType.System_Char)
            return "text";
        if (type is IArrayTypeSymbol)
            return "list";
        if (type is INamedTypeSymbol { ConstructedFrom.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] })
            return Shape(value);
        if (HasInterface(type, "System.Collections.Generic.IAsyncEnumerable`1"))
            return "stream";
        if (HasInterface(type, "System.Collections.Generic.IDictionary`2") || HasInterface(type, "System.Collections.Generic.IReadOnlyDictionary`2"))
            return "dictionary";
        return HasInterface(type, "System.Collections.Generic.IEnumerable`1") ? "list" : "value";
    }

    private static bool HasInterface(ITypeSymbol type, string name) =>
        TypeComparison.Is(type, name) || type.AllInterfaces.Any(one => TypeComparison.Is(one, name));
}
