using BackendLabs.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendLabs.Compiler.Wording;

/// <summary>Rules of ours that the tree alone shows.</summary>
internal static class ShapeRules
{
    public static IEnumerable<SnippetDiagnostic> Of(TextInHand text)
    {
        var root = (CompilationUnitSyntax)text.Tree.GetRoot();
        var found = Directives(root).Concat(text.Kind == TextKind.Contract ? [] : TopLevelUsing(root));
        return text.Kind switch
        {
            TextKind.Contract => found.Concat(TypesOnly(root)),
            TextKind.Snippet => found.Concat(AsyncVoid(root)).Concat(TopLevel(root, text.Entries)).Concat(SourceGenerators.Find(root)),
            _ => found.Concat(AsyncVoid(root)),
        };
    }

    private static IEnumerable<SnippetDiagnostic> Directives(CompilationUnitSyntax root)
    {
        // Not one from the other: each step would look through all that stand before the same token again.
        foreach (var directive in root.DescendantTrivia(descendIntoTrivia: false).Select(trivia => trivia.GetStructure()).OfType<DirectiveTriviaSyntax>())
        {
            var place = directive.GetLocation();
            switch (directive.Kind())
            {
                case SyntaxKind.ReferenceDirectiveTrivia or SyntaxKind.LoadDirectiveTrivia or SyntaxKind.ShebangDirectiveTrivia or SyntaxKind.IgnoredDirectiveTrivia:
                    yield return Places.Problem(place, LabIds.ReferenceDirective,
                        $"#{directive.DirectiveNameToken.Text.TrimStart('#')} brings in other files or libraries, and a lab has no others.",
                        "Delete this line: what the lab needs is there already, and all code stands in this one file.");
                    break;
                case SyntaxKind.LineDirectiveTrivia or SyntaxKind.LineSpanDirectiveTrivia:
                    yield return Places.Problem(place, LabIds.LineDirective,
                        "#line makes every message point at a wrong line.", "Delete this line.");
                    break;
            }
        }
    }

    /// <summary>The parser of a script reads <c>using var x = …;</c> at the top level as a directive that breaks off.</summary>
    private static IEnumerable<SnippetDiagnostic> TopLevelUsing(CompilationUnitSyntax root)
    {
        foreach (var directive in root.Usings)
        {
            var next = directive.SemicolonToken.GetNextToken();
            if (directive.SemicolonToken.IsMissing && directive.Alias is null && next.IsKind(SyntaxKind.IdentifierToken)
                && Line(next) == Line(directive.UsingKeyword))
            {
                yield return Places.Problem(directive.UsingKeyword.GetLocation(), LabIds.TopLevelUsing,
                    "A using declaration cannot stand outside of a method.",
                    "Move it into the method that needs it, or write it without using.");
            }
        }
    }

    private static int Line(SyntaxToken token) => token.GetLocation().GetLineSpan().StartLinePosition.Line;

    private static IEnumerable<SnippetDiagnostic> AsyncVoid(CompilationUnitSyntax root)
    {
        foreach (var node in root.DescendantNodes())
        {
            var (modifiers, type) = node switch
            {
                MethodDeclarationSyntax method => (method.Modifiers, method.ReturnType),
                LocalFunctionStatementSyntax local => (local.Modifiers, local.ReturnType),
                _ => (default, null),
            };
            if (type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } && modifiers.Any(SyntaxKind.AsyncKeyword))
            {
                yield return Places.Problem(type.GetLocation(), LabIds.AsyncVoid,
                    "Nobody can wait for an async void method: its caller goes on before it is done, and an exception in it ends the whole process.",
                    "Write async Task instead of async void.");
            }
        }
    }

    private static IEnumerable<SnippetDiagnostic> TopLevel(CompilationUnitSyntax root, IReadOnlyCollection<string> entries)
    {
        if (WholeProgram.Find(root, entries) is { } program)
            yield return program;
        foreach (var member in root.Members)
        {
            switch (member)
            {
                case GlobalStatementSyntax { Statement: ReturnStatementSyntax statement }:
                    yield return Places.Problem(statement.ReturnKeyword.GetLocation(), LabIds.TopLevelReturn,
                        "This return stands outside of every method.",
                        "Move it into the method that it belongs to; perhaps a } above closes the method too early.");
                    break;
                case MethodDeclarationSyntax { Identifier: { ValueText: "Main" or "main" } name } method when name.ValueText == "Main" || method.Modifiers.Any(SyntaxKind.StaticKeyword):
                    yield return NoMain(name);
                    break;
            }
        }
    }

    private static SnippetDiagnostic NoMain(SyntaxToken name) => Places.Problem(
        name.GetLocation(), LabIds.MainMethod,
        "A lab does not start at Main: it calls the methods that it asks for, and nothing here would ever run.",
        "Delete Main with all that is in it; write the methods that the lab asks for directly in the file.");

    private static IEnumerable<SnippetDiagnostic> TypesOnly(CompilationUnitSyntax root)
    {
        foreach (var member in root.Members)
        {
            if (member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
                continue;
            var what = member is BaseNamespaceDeclarationSyntax ? "A namespace" : "A statement or method";
            yield return Places.Problem(member.GetFirstToken().GetLocation(), LabIds.TypesOnly,
                $"{what} stands here; a contract has types only, without a namespace.",
                member is BaseNamespaceDeclarationSyntax
                    ? "Delete the namespace and keep the types in it."
                    : "Declare records, classes, structs, enums or interfaces; behaviour belongs into checks.csx.");
        }
    }
}
