using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendLabs.Compiler.Wording;

/// <summary>A task where its result was meant, and await where it cannot stand.</summary>
internal static class AwaitRewrites
{
    public static readonly Rewrite[] All =
    [
        new(["CS4014"], finding => new Said(
            "Nothing waits for this call: the code goes on before it is done, and its error would be lost.",
            Tasks.Advice(finding.Node), IsError: true)),
        new(["CS0029", "CS0266", "CS1503", "CS0023", "CS8131"], finding => Forgotten(finding, finding.Node)),
        new(["CS1061"], finding => finding.Node is { Parent: MemberAccessExpressionSyntax access } ? Forgotten(finding, access.Expression, access.Name.ToString()) : null),
        new(["CS1929"], finding => Forgotten(finding, finding.Node)),
        new(["CS1579"], finding => Forgotten(finding, finding.Node)),
        new(["CS0019"], finding => finding.Node is BinaryExpressionSyntax binary
            ? Forgotten(finding, binary.Left) ?? Forgotten(finding, binary.Right)
            : null),
        new(["CS4032", "CS4033", "CS4034"], finding => !IsFirstAwait(finding.Node) ? Said.Nothing : new Said(
            finding.Id == "CS4034" ? "await stands in a lambda that is not async." : "await stands in a method that is not async.",
            Tasks.Enclosing(finding.Node) is { } head ? $"Make it async: {head}" : "Write async in front of the method's return type.")),
        new(["CS4016"], finding => new Said(
            $"An async method wraps its result into a task by itself; this returns a task in the place of {Result(finding)}.",
            "Return the value itself, or await the task: return await …;")),
        new(["CS1983"], finding => finding.Node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method
            ? new Said($"An async method gives a task, and {method.Identifier.ValueText} is declared to return {method.ReturnType}.", $"Write async Task<{method.ReturnType}> {method.Identifier.ValueText}(…)")
            : null),
        new(["CS1998"], _ => new Said("This method is async but awaits nothing.", "Use the …Async form of what it calls, with await; or leave out async.")),
    ];

    private static Said? Forgotten(Finding finding, SyntaxNode node, string? member = null)
    {
        if (node is ArgumentSyntax argument)
            node = argument.Expression;
        if (node is ReturnStatementSyntax { Expression: { } returned })
            node = returned;
        if (Tasks.ResultOf(finding.Model.GetTypeInfo(node).Type) is not { } result)
            return null;
        var shown = result.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        if (Origin(finding, node) is { } origin)
        {
            return new Said(
                $"You forgot await: {node} is a task that will give {Words.A(shown)} later, and is used as the {shown} below.",
                Tasks.Advice(origin), At: origin.GetLocation());
        }

        var at = member is null ? "" : $", and {member} belongs to the {shown}";
        var advice = member is null ? Tasks.Advice(node) : $"Write (await {node}).{member}" + (Tasks.Enclosing(node) is { } head ? $", and make the method async: {head}" : "");
        return new Said($"You forgot await: this is a task that will give {Words.A(shown)} later{at}.", advice);
    }

    /// <summary>Where a variable got its task: there the await is missing, and not at each use.</summary>
    private static ExpressionSyntax? Origin(Finding finding, SyntaxNode use) =>
        use is IdentifierNameSyntax
        && finding.Model.GetSymbolInfo(use).Symbol is ILocalSymbol { DeclaringSyntaxReferences: [var declared] }
        && declared.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value, Parent: VariableDeclarationSyntax { Type.IsVar: true } }
            ? value
            : null;

    /// <summary>A method that is not async needs one word, however often it awaits.</summary>
    private static bool IsFirstAwait(SyntaxNode node)
    {
        var method = Method(node);
        return method is null || !method.DescendantNodes()
            .TakeWhile(one => one.SpanStart < node.SpanStart)
            .Any(one => one is AwaitExpressionSyntax or ForEachStatementSyntax { AwaitKeyword.RawKind: not 0 } && Method(one) == method);
    }

    private static SyntaxNode? Method(SyntaxNode node) =>
        node.Ancestors().FirstOrDefault(one => one is AnonymousFunctionExpressionSyntax or MethodDeclarationSyntax or LocalFunctionStatementSyntax);

    private static string Result(Finding finding) => finding.Quoted(0) is { Length: > 0 } type ? type : "the result";
}
