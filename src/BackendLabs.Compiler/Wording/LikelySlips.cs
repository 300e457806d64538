using System.Text.RegularExpressions;
using BackendLabs.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace BackendLabs.Compiler.Wording;

/// <summary>Warnings of ours about code that compiles and does not do in a lab what its author expects.</summary>
internal static partial class LikelySlips
{
    private const int Most = 20;

    private const string InvisibleInTexts = "\u00a0\u00ad\u200b\u2060\ufeff";

    public static IEnumerable<SnippetDiagnostic> Find(CSharpCompilation compilation, SyntaxTree tree)
    {
        var model = compilation.GetSemanticModel(tree);
        return tree.GetRoot().DescendantNodes()
            .Select(node => node switch
            {
                MemberAccessExpressionSyntax access => NoKeyboard(access, model),
                LiteralExpressionSyntax literal when HidesSomething(literal.Token) => Hidden(literal.Token),
                InterpolatedStringTextSyntax text when HidesSomething(text.TextToken) => Hidden(text.TextToken),
                LiteralExpressionSyntax { Token.RawKind: (int)SyntaxKind.StringLiteralToken } literal => ForgottenDollar(literal, model),
                _ => null,
            })
            .OfType<SnippetDiagnostic>().Take(Most);
    }

    private static SnippetDiagnostic? NoKeyboard(MemberAccessExpressionSyntax access, SemanticModel model)
    {
        var name = access.Name.Identifier.ValueText;
        if (name is not ("ReadLine" or "ReadKey" or "Read" or "In" or "KeyAvailable"))
            return null;
        var found = model.GetSymbolInfo(access);
        if ((found.Symbol ?? found.CandidateSymbols.FirstOrDefault())?.ContainingType?.ToDisplayString() is not "System.Console")
            return null;
        var given = Parameters(access, model);
        return Places.Problem(
            access.GetLocation(), LabIds.NoKeyboard,
            $"There is no keyboard in a lab, and nobody who types: Console.{name} {(name is "ReadKey" or "KeyAvailable" ? "fails here" : "finds nothing to read")}.",
            given.Length == 0
                ? "Delete it: what a method needs comes as its parameters."
                : $"Delete it: the value is there already, as the parameter {string.Join(" or ", given)}.",
            isError: false);
    }

    /// <summary>What the method around it is given, without its services.</summary>
    private static string[] Parameters(SyntaxNode node, SemanticModel model) =>
        node.Ancestors().OfType<MethodDeclarationSyntax>().FirstOrDefault() is { } method
            ? [.. method.ParameterList.Parameters
                .Where(parameter => model.GetDeclaredSymbol(parameter)?.Type is { } type && (type.SpecialType != SpecialType.None || type.ContainingNamespace?.IsGlobalNamespace == true))
                .Select(parameter => parameter.Identifier.ValueText).Take(3)]
            : [];

    /// <summary>A value's name in braces, in a text that is none with values.</summary>
    private static SnippetDiagnostic? ForgottenDollar(LiteralExpressionSyntax literal, SemanticModel model)
    {
        if (!literal.Token.Text.StartsWith('"') || literal.Token.ValueText.Length > 1000 || IsTemplate(literal))
            return null;
        foreach (Match hole in Hole().Matches(literal.Token.ValueText))
        {
            var name = hole.Groups["name"].Value;
            var symbol = model.LookupSymbols(literal.SpanStart, name: name).FirstOrDefault();
            if (symbol is not (ILocalSymbol or IParameterSymbol or IFieldSymbol or IPropertySymbol))
                continue;
            return Places.Problem(
                literal.GetLocation(), LabIds.ForgottenDollar,
                $"This text has no $ in front of it, so {hole.Value} stays as it is written and the value of {name} is not put in.",
                $"Write $ in front of the opening quote: ${(literal.Token.Text.Length <= 60 ? literal.Token.Text : "\"…\"")}",
                isError: false);
        }

        return null;
    }

    /// <summary>Whether the braces are filled later, by the method that the text is given to.</summary>
    private static bool IsTemplate(LiteralExpressionSyntax literal) =>
        literal.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Replace" } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Length" }
        || literal.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var method } } }
        && (method is "Replace" or "Contains" or "IndexOf" or "Split" or "StartsWith" or "EndsWith" || method.StartsWith("Log", StringComparison.Ordinal));

    private static bool HidesSomething(SyntaxToken token) => token.Text.AsSpan().IndexOfAny(InvisibleInTexts) >= 0;

    private static SnippetDiagnostic Hidden(SyntaxToken token)
    {
        var at = token.Text.AsSpan().IndexOfAny(InvisibleInTexts);
        var character = token.Text[at];
        return Places.Problem(
            Location.Create(token.SyntaxTree!, new TextSpan(token.SpanStart + at, 1)), LabIds.IgnoredCharacters,
            $"This text holds {(character == '\u00a0' ? "a space that never breaks" : "an invisible character")} (U+{(int)character:X4}), which is another character than an ordinary space.",
            "If an answer differs by nothing that you can see, type this text again.",
            isError: false);
    }

    [GeneratedRegex(@"(?<!\{)\{(?<name>[A-Za-z_]\w*)(\.\w+|\(\))*(:[\w.#]+)?\}(?!\})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hole();
}
