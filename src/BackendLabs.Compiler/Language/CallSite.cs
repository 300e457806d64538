using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendLabs.Compiler.Language;

/// <summary>A call that a caret stands in the brackets of.</summary>
/// <param name="Arguments">The list with its brackets.</param>
internal sealed record CallSite(BaseArgumentListSyntax Arguments, int Position)
{
    /// <summary>Commas before the caret: the index of the argument that is being written.</summary>
    private int Argument { get; } = Arguments.Arguments.GetSeparators().Count(comma => comma.SpanStart < Position);

    /// <returns>The innermost call; null outside of all.</returns>
    public static CallSite? At(SyntaxNode root, int position)
    {
        var token = root.FindToken(Math.Max(0, position - 1));
        foreach (var node in token.Parent?.AncestorsAndSelf() ?? [])
        {
            switch (node)
            {
                case ArgumentListSyntax list when IsInside(list.OpenParenToken, list.CloseParenToken, position):
                    return new CallSite(list, position);
                case BracketedArgumentListSyntax list when IsInside(list.OpenBracketToken, list.CloseBracketToken, position):
                    return new CallSite(list, position);
                case LambdaExpressionSyntax { Body: BlockSyntax block } when block.Span.Contains(position):
                    return null;
            }
        }

        return null;
    }

    public IEnumerable<IMethodSymbol> Overloads(SemanticModel model) => (Arguments.Parent switch
    {
        InvocationExpressionSyntax call => Invoked(model, call.Expression),
        BaseObjectCreationExpressionSyntax made => Constructors(model.GetTypeInfo(made).Type),
        PrimaryConstructorBaseTypeSyntax inherited => Constructors(model.GetTypeInfo(inherited.Type).Type),
        ConstructorInitializerSyntax initializer => Constructors(Initialized(model, initializer)),
        ElementAccessExpressionSyntax element => Indexers(model.GetTypeInfo(element.Expression).Type),
        _ => [],
    }).Where(method => IsReachable(model, method));

    /// <summary>The overload that the whole call is bound to; null while it is to none.</summary>
    public ISymbol? Called(SemanticModel model) => model.GetSymbolInfo(Arguments.Parent!).Symbol switch
    {
        IPropertySymbol indexer => indexer.GetMethod,
        var symbol => symbol,
    };

    /// <summary>Whether the method has a parameter for each argument up to the caret.</summary>
    public bool Fits(IMethodSymbol method) =>
        Argument < method.Parameters.Length
        || (Argument == 0 && Arguments.Arguments.Count == 0)
        || method.Parameters is [.., { IsParams: true }];

    /// <summary>The index of the parameter at the caret; beyond the last where there are more arguments than parameters.</summary>
    public int ParameterOf(IMethodSymbol method)
    {
        if (Argument < Arguments.Arguments.Count && Arguments.Arguments[Argument].NameColon is { } named)
        {
            var name = named.Name.Identifier.ValueText;
            if (method.Parameters.FirstOrDefault(parameter => parameter.Name == name) is { } parameter)
                return parameter.Ordinal;
        }

        return method.Parameters is [.., { IsParams: true }] ? Math.Min(Argument, method.Parameters.Length - 1) : Argument;
    }

    private static bool IsInside(SyntaxToken open, SyntaxToken close, int position) =>
        !open.IsMissing && open.Span.End <= position && (close.IsMissing || position <= close.SpanStart);

    private static IEnumerable<IMethodSymbol> Invoked(SemanticModel model, ExpressionSyntax called)
    {
        var methods = model.GetMemberGroup(called).OfType<IMethodSymbol>().ToArray();
        if (methods.Length > 0)
            return methods;
        return model.GetTypeInfo(called).Type is INamedTypeSymbol { DelegateInvokeMethod: { } invoked } ? [invoked] : [];
    }

    private static IEnumerable<IMethodSymbol> Constructors(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } named ? named.InstanceConstructors : [];

    private static ITypeSymbol? Initialized(SemanticModel model, ConstructorInitializerSyntax initializer)
    {
        var type = (model.GetDeclaredSymbol((ConstructorDeclarationSyntax)initializer.Parent!) as IMethodSymbol)?.ContainingType;
        return initializer.IsKind(SyntaxKind.BaseConstructorInitializer) ? type?.BaseType : type;
    }

    private static IEnumerable<IMethodSymbol> Indexers(ITypeSymbol? type) =>
        type is null
            ? []
            : type.GetMembers().Concat(type.AllInterfaces.SelectMany(one => one.GetMembers())).Concat(Bases(type).SelectMany(one => one.GetMembers()))
                .OfType<IPropertySymbol>().Where(property => property.IsIndexer).Select(property => property.GetMethod).OfType<IMethodSymbol>()
                .DistinctBy(method => string.Join(',', method.Parameters.Select(parameter => parameter.Type.ToDisplayString())), StringComparer.Ordinal);

    private static IEnumerable<ITypeSymbol> Bases(ITypeSymbol type)
    {
        for (var one = type.BaseType; one is not null; one = one.BaseType)
            yield return one;
    }

    private bool IsReachable(SemanticModel model, IMethodSymbol method) => model.IsAccessible(Position, method);
}
