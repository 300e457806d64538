using BackendLabs.Compiler.Entries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendLabs.Compiler.Wording;

/// <summary>What a task would give, and how to wait for it from where one stands.</summary>
internal static class Tasks
{
    /// <summary>The type that awaiting gives; null where the type is no task with a result.</summary>
    public static ITypeSymbol? ResultOf(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeArguments.Length: 1 } named
        && (TypeComparison.Is(named, "System.Threading.Tasks.Task`1") || TypeComparison.Is(named, "System.Threading.Tasks.ValueTask`1"))
            ? named.TypeArguments[0]
            : null;

    /// <summary>The advice to await an expression, with what the method around it needs for that.</summary>
    public static string Advice(SyntaxNode expression)
    {
        var text = expression.ToString();
        var awaited = text.Length <= 60 && !text.Contains('\n', StringComparison.Ordinal) ? $"await {text}" : "await in front of it";
        return Enclosing(expression) is { } head
            ? $"Write {awaited}, and make the method async: {head}"
            : $"Write {awaited}.";
    }

    /// <summary>How the head of the surrounding method reads once it is async; null where it is already, or at the top level.</summary>
    public static string? Enclosing(SyntaxNode node)
    {
        foreach (var ancestor in node.Ancestors())
        {
            switch (ancestor)
            {
                case AnonymousFunctionExpressionSyntax lambda:
                    return lambda.AsyncKeyword.IsKind(SyntaxKind.None) ? "async () => …" : null;
                case MethodDeclarationSyntax method:
                    return Async(method.Modifiers, method.ReturnType, method.Identifier);
                case LocalFunctionStatementSyntax local:
                    return Async(local.Modifiers, local.ReturnType, local.Identifier);
            }
        }

        return null;
    }

    private static string? Async(SyntaxTokenList modifiers, TypeSyntax type, SyntaxToken name)
    {
        if (modifiers.Any(SyntaxKind.AsyncKeyword))
            return null;
        var written = type.ToString();
        var returns = written == "void" ? "Task" : written.StartsWith("Task", StringComparison.Ordinal) ? written : $"Task<{written}>";
        return $"async {returns} {name.ValueText}(…)";
    }
}
