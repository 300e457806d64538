using Microsoft.CodeAnalysis;

namespace BackendLabs.Compiler.Language;

/// <summary>A symbol's declaration as C#: in one line, but for the lab's and the student's own types, which are shown with what is in them.</summary>
internal static class Declarations
{
    private const int MembersShown = 16;
    private const int LongestLine = 600;

    public static string Of(ISymbol symbol, IAssemblySymbol? contract) => Symbols.Short(symbol switch
    {
        ILocalSymbol local => $"({(local.IsConst ? "constant" : "variable")}) {Symbols.Local(local)}",
        IParameterSymbol parameter => $"(parameter) {Line(parameter)}",
        IRangeVariableSymbol range => $"(range variable) {range.Name}",
        INamedTypeSymbol type when IsOwn(type, contract) => Whole(type),
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor when IsOwn(constructor.ContainingType, contract) && constructor.ContainingType.IsRecord => Whole(constructor.ContainingType),
        _ => Line(symbol),
    }, LongestLine)!;

    private static bool IsOwn(INamedTypeSymbol type, IAssemblySymbol? contract) =>
        type.Locations.Any(location => location.IsInSource) || SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, contract);

    private static string Line(ISymbol symbol) => Scriptless(symbol.ToDisplayString(Symbols.Format));

    /// <summary>What stands at the top level is to a student no member of anything.</summary>
    private static string Scriptless(string line) => line.Replace("Script.", "", StringComparison.Ordinal);

    private static string Whole(INamedTypeSymbol type)
    {
        var head = Scriptless(type.ToDisplayString(Symbols.Format));
        if (type.TypeKind == TypeKind.Enum)
            return $"{head} {{ {string.Join(", ", type.GetMembers().OfType<IFieldSymbol>().Select(field => field.Name))} }}";
        if (type.TypeKind == TypeKind.Delegate)
            return head;
        var positional = Positional(type);
        var members = Members(type, positional).ToArray();
        var opening = positional is null ? head : $"{head}({string.Join(", ", positional.Select(Line))})";
        if (members.Length == 0)
            return opening;
        var shown = members.Take(MembersShown).Select(member => $"    {Symbols.Line(member)}{(member is IPropertySymbol ? "" : ";")}");
        var rest = members.Length > MembersShown ? "\n    …" : "";
        return $"{opening}\n{{\n{string.Join('\n', shown)}{rest}\n}}";
    }

    /// <summary>A record's parameters, known in an assembly by the method that takes it apart.</summary>
    private static IReadOnlyList<IParameterSymbol>? Positional(INamedTypeSymbol type)
    {
        if (!type.IsRecord)
            return null;
        var apart = type.GetMembers("Deconstruct").OfType<IMethodSymbol>().ToArray();
        return type.InstanceConstructors.FirstOrDefault(constructor => constructor.Parameters.Length > 0 && apart.Any(method =>
            method.Parameters.Select(parameter => parameter.Name).SequenceEqual(constructor.Parameters.Select(parameter => parameter.Name), StringComparer.Ordinal)))?.Parameters;
    }

    private static IEnumerable<ISymbol> Members(INamedTypeSymbol type, IReadOnlyList<IParameterSymbol>? positional) =>
        type.GetMembers().Where(member =>
            member is { DeclaredAccessibility: Accessibility.Public, CanBeReferencedByName: true } and (IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary } or IFieldSymbol)
            && !(type.IsRecord && member is IMethodSymbol && (member.IsImplicitlyDeclared || IsOfEveryRecord(member)))
            && positional?.Any(parameter => parameter.Name == member.Name) != true)
        .OrderBy(member => member is IMethodSymbol);

    private static bool IsOfEveryRecord(ISymbol member) =>
        member.Name is "Deconstruct" or "Equals" or "GetHashCode" or "ToString";
}
