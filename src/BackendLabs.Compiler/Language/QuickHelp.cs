using BackendLabs.Compiler.Language.Documentation;
using BackendLabs.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendLabs.Compiler.Language;

/// <summary>What the name at a place stands for: its declaration, and what is written about it.</summary>
internal sealed class QuickHelp(OpenText text, DocumentationIndex documentation)
{
    public async Task<LanguageAnswer.Quick?> AtAsync(int position)
    {
        if (TokenAt(position) is not { } token)
            return null;
        var model = await text.ModelAsync();
        if (Named(model, token) is not { } symbol || symbol is IErrorTypeSymbol)
            return null;
        var place = token.GetLocation().GetLineSpan();
        return new LanguageAnswer.Quick(
            Declarations.Of(symbol, await text.ContractAsync()), Words(symbol),
            place.StartLinePosition.Line + 1, place.StartLinePosition.Character + 1,
            place.EndLinePosition.Line + 1, place.EndLinePosition.Character + 1);
    }

    /// <summary>The name or type keyword that the place is in, or at the end of.</summary>
    private SyntaxToken? TokenAt(int position)
    {
        foreach (var at in new[] { position, position - 1 })
        {
            if (at < 0)
                continue;
            var token = text.Root.FindToken(at);
            if (token.Span.Contains(at) && IsName(token))
                return token;
        }

        return null;
    }

    private static bool IsName(SyntaxToken token) =>
        token.IsKind(SyntaxKind.IdentifierToken) || token.Parent is PredefinedTypeSyntax or ThisExpressionSyntax or BaseExpressionSyntax
        || (token.IsKind(SyntaxKind.NewKeyword) && token.Parent is ImplicitObjectCreationExpressionSyntax);

    private static ISymbol? Named(SemanticModel model, SyntaxToken token)
    {
        var node = token.Parent!;
        if (model.GetDeclaredSymbol(node) is { } declared)
            return declared;
        // Behind `new` a type's name calls its constructor.
        var asked = node.Parent is ObjectCreationExpressionSyntax made && made.Type == node && model.GetSymbolInfo(made).Symbol is not null ? made : node;
        var found = model.GetSymbolInfo(asked);
        return found.Symbol ?? (found.CandidateSymbols is [var first, ..] ? first : model.GetTypeInfo(node).Type);
    }

    private string? Words(ISymbol symbol)
    {
        if (symbol is IParameterSymbol parameter)
            return documentation.Of(parameter.ContainingSymbol)?.Parameter(parameter.Name);
        var known = documentation.Of(symbol);
        return known is { Summary: not null, Returns: not null } ? $"{known.Summary}\nReturns: {known.Returns}" : known?.Summary;
    }
}
