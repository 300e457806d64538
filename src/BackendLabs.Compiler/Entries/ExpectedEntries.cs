using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendLabs.Compiler.Entries;

/// <summary>Binds a lab's signatures with the snippet's references and imports, but without the snippet's own types.</summary>
internal static class ExpectedEntries
{
    /// <summary>Each signature with its method; null where it does not compile.</summary>
    public static IReadOnlyList<(string Signature, IMethodSymbol? Method)> Bind(CSharpCompilation snippet, IReadOnlyList<string> signatures)
    {
        var source = string.Concat(signatures.Select(signature => $"{signature.TrimEnd(';', ' ')} => throw null!;\n"));
        var tree = Emission.Parse(source, "entries.csx", SourceCodeKind.Script);
        var helper = snippet.ReplaceSyntaxTree(snippet.SyntaxTrees[0], tree);
        var heads = ((CompilationUnitSyntax)tree.GetRoot()).Members;
        var model = helper.GetSemanticModel(tree);
        return
        [
            .. signatures.Select((signature, at) => (
                signature,
                heads.FirstOrDefault(head => LineOf(head) == at) is MethodDeclarationSyntax head && model.GetDeclaredSymbol(head) is { } method && IsWhole(method)
                    ? method
                    : null)),
        ];
    }

    /// <summary>The names of the methods, without binding anything.</summary>
    public static IReadOnlyCollection<string> Names(IReadOnlyList<string> signatures) => [.. signatures.Select(NameOf).Where(name => name.Length > 0)];

    public static string NameOf(string signature)
    {
        var head = signature.AsSpan(0, Math.Max(0, signature.IndexOf('(', StringComparison.Ordinal))).TrimEnd();
        return head[(head.LastIndexOf(' ') + 1)..].ToString();
    }

    private static int LineOf(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line;

    private static bool IsWhole(IMethodSymbol method) =>
        IsWhole(method.ReturnType) && method.Parameters.All(parameter => IsWhole(parameter.Type));

    private static bool IsWhole(ITypeSymbol type) => type switch
    {
        IErrorTypeSymbol => false,
        IArrayTypeSymbol array => IsWhole(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.All(IsWhole),
        _ => true,
    };
}
