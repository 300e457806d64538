using BackendLabs.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendLabs.Compiler;

/// <summary>A type of the contract that a script declares again would silently hide the real one.</summary>
internal static class ContractNames
{
    public static IEnumerable<SnippetDiagnostic> Repeated(SyntaxTree tree, IAssemblySymbol? contract)
    {
        if (contract is null)
            yield break;
        foreach (var member in ((CompilationUnitSyntax)tree.GetRoot()).Members)
        {
            var name = member switch
            {
                BaseTypeDeclarationSyntax type => type.Identifier,
                DelegateDeclarationSyntax type => type.Identifier,
                _ => default,
            };
            if (name.ValueText is { Length: > 0 } && !contract.GlobalNamespace.GetTypeMembers(name.ValueText).IsEmpty)
            {
                yield return Places.Problem(
                    name.GetLocation(), LabIds.ContractTypeAgain,
                    $"The lab already has a type {name.ValueText}; this one would hide it, and the checks could not use what you return.",
                    $"Delete your own {name.ValueText} and use the lab's as it is.");
            }
        }
    }
}
