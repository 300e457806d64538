using Microsoft.CodeAnalysis;

namespace BackendLabs.Compiler;

/// <summary>
/// How deep a parsed tree may be before it is bound. Binding recurses once a level, without a guard in some
/// places (array types, chains of members); this depth is safe on the stack that each request has.
/// </summary>
internal static class TreeGate
{
    public const int MaxDepth = 1000;

    /// <summary>How many lambdas may stand inside one another: with overloads, each level multiplies the time to bind.</summary>
    public const int MaxLambdas = 6;

    /// <summary>The first node or token that is too deep; null where none is.</summary>
    public static Location? FirstTooDeep(SyntaxNode root)
    {
        var open = new Stack<(SyntaxNode Node, int Depth, int Lambdas)>();
        open.Push((root, 0, 0));
        while (open.TryPop(out var next))
        {
            var lambdas = next.Node is Microsoft.CodeAnalysis.CSharp.Syntax.LambdaExpressionSyntax ? next.Lambdas + 1 : next.Lambdas;
            if (next.Depth > MaxDepth || lambdas > MaxLambdas)
                return next.Node.GetFirstToken().GetLocation();
            foreach (var child in next.Node.ChildNodes())
                open.Push((child, next.Depth + 1, lambdas));
        }

        return null;
    }
}
