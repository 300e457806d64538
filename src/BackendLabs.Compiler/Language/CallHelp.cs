using BackendLabs.Compiler.Language.Documentation;
using BackendLabs.Contract;
using Microsoft.CodeAnalysis;

namespace BackendLabs.Compiler.Language;

/// <summary>The overloads of the call around a place, and which parameter the caret is at.</summary>
internal sealed class CallHelp(OpenText text, DocumentationIndex documentation)
{
    private const int Listed = 50;

    private static readonly SymbolDisplayFormat Head = Symbols.Format
        .WithMemberOptions(SymbolDisplayMemberOptions.IncludeType)
        .WithKindOptions(SymbolDisplayKindOptions.None);

    public async Task<LanguageAnswer.Signatures?> AtAsync(int position)
    {
        if (CallSite.At(text.Root, position) is not { } site)
            return null;
        var model = await text.ModelAsync();
        var overloads = site.Overloads(model).Take(Listed).ToArray();
        if (overloads.Length == 0)
            return null;
        var active = Active(overloads, site, model);
        return new LanguageAnswer.Signatures([.. overloads.Select(Signature)], active, site.ParameterOf(overloads[active]));
    }

    /// <summary>The one that is called; while none is yet, the first that has room for what is written.</summary>
    private static int Active(IMethodSymbol[] overloads, CallSite site, SemanticModel model)
    {
        var called = site.Called(model);
        var at = Array.FindIndex(overloads, method => SymbolEqualityComparer.Default.Equals(method, called));
        if (at < 0)
            at = Array.FindIndex(overloads, method => site.Fits(method));
        return Math.Max(at, 0);
    }

    private CallSignature Signature(IMethodSymbol method)
    {
        var known = documentation.Of(method);
        var parameters = method.Parameters
            .Select(parameter => new CallParameter(parameter.ToDisplayString(Symbols.Format), known?.Parameter(parameter.Name)))
            .ToArray();
        var (head, open, close) = method switch
        {
            { MethodKind: MethodKind.Constructor } => (method.ContainingType.ToDisplayString(Head), '(', ')'),
            { AssociatedSymbol: IPropertySymbol indexer } => ($"{indexer.Type.ToDisplayString(Head)} this", '[', ']'),
            _ => (method.ToDisplayString(Head), '(', ')'),
        };
        return new CallSignature($"{head}{open}{string.Join(", ", parameters.Select(parameter => parameter.Label))}{close}", known?.Summary, parameters);
    }
}
