using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendLabs.Compiler.Language;

/// <summary>How symbols are named, sorted and shown to a student.</summary>
internal static class Symbols
{
    private const int LineLength = 300;

    public static readonly SymbolDisplayFormat Format = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeVariance,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeContainingType
            | SymbolDisplayMemberOptions.IncludeRef,
        delegateStyle: SymbolDisplayDelegateStyle.NameAndSignature,
        extensionMethodStyle: SymbolDisplayExtensionMethodStyle.InstanceMethod,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue
            | SymbolDisplayParameterOptions.IncludeParamsRefOut,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        localOptions: SymbolDisplayLocalOptions.IncludeType | SymbolDisplayLocalOptions.IncludeConstantValue,
        kindOptions: SymbolDisplayKindOptions.IncludeTypeKeyword | SymbolDisplayKindOptions.IncludeNamespaceKeyword,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier | SymbolDisplayMiscellaneousOptions.AllowDefaultLiteral);

    /// <summary>Without the type that it is a member of, which stands before the dot already.</summary>
    private static readonly SymbolDisplayFormat Member = Format.RemoveMemberOptions(SymbolDisplayMemberOptions.IncludeContainingType);

    /// <summary>Whether a student can write its name.</summary>
    public static bool IsWritable(ISymbol symbol) =>
        symbol.CanBeReferencedByName
        && symbol is not IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator or MethodKind.Conversion or MethodKind.Destructor };

    /// <summary>Whether its author wants it left out of lists.</summary>
    public static bool IsHidden(ISymbol symbol) => symbol.GetAttributes().Any(IsHiding);

    public static bool IsDeprecated(ISymbol symbol) =>
        symbol.GetAttributes().Any(attribute => attribute.AttributeClass is { Name: "ObsoleteAttribute", ContainingNamespace.Name: "System" });

    public static string Line(ISymbol symbol) => Short(symbol is ILocalSymbol local ? Local(local) : symbol.ToDisplayString(Member), LineLength)!;

    /// <summary>Roslyn calls each <c>var</c> nullable, because null may be assigned to it; that says nothing to a student.</summary>
    public static string Local(ILocalSymbol local) => IsInferred(local)
        ? $"{local.Type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(Member.WithKindOptions(SymbolDisplayKindOptions.None))} {local.Name}"
        : local.ToDisplayString(Member);

    public static string? Short(string? words, int length) =>
        words is null || words.Length <= length ? words : string.Concat(words.AsSpan(0, length - 1).TrimEnd(), "…");

    /// <summary>The Language Server Protocol's name of the kind.</summary>
    public static string Kind(ISymbol symbol) => symbol switch
    {
        INamespaceSymbol => "module",
        INamedTypeSymbol type => type.TypeKind switch
        {
            TypeKind.Interface => "interface",
            TypeKind.Enum => "enum",
            TypeKind.Struct => "struct",
            _ => "class",
        },
        ITypeParameterSymbol => "typeParameter",
        IMethodSymbol => "method",
        IPropertySymbol => "property",
        IEventSymbol => "event",
        IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } => "enumMember",
        IFieldSymbol { IsConst: true } => "constant",
        IFieldSymbol => "field",
        _ => "variable",
    };

    private static bool IsInferred(ILocalSymbol local) => local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
    {
        VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } => declaration.Type.IsVar,
        SingleVariableDesignationSyntax { Parent: DeclarationExpressionSyntax declaration } => declaration.Type.IsVar,
        ForEachStatementSyntax loop => loop.Type.IsVar,
        _ => false,
    };

    private static bool IsHiding(AttributeData attribute) =>
        // An experimental member is an error to whoever calls it.
        attribute.AttributeClass is { Name: "ExperimentalAttribute" }
        || (attribute.AttributeClass is { Name: "EditorBrowsableAttribute" } && attribute.ConstructorArguments is [{ Value: 1 }]);
}
