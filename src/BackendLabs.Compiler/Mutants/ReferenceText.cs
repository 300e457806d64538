using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace BackendLabs.Compiler.Mutants;

/// <summary>A lab's reference, bound: what each rewrite looks through.</summary>
internal sealed class ReferenceText(SyntaxTree tree, SemanticModel model)
{
    public SyntaxNode Root { get; } = tree.GetRoot();

    public SourceText Text { get; } = tree.GetText();

    public SemanticModel Model => model;

    public IEnumerable<T> All<T>()
        where T : SyntaxNode => Root.DescendantNodes().OfType<T>();

    public IMethodSymbol? MethodOf(InvocationExpressionSyntax call) => model.GetSymbolInfo(call).Symbol as IMethodSymbol;

    public ITypeSymbol? TypeOf(ExpressionSyntax expression) => model.GetTypeInfo(expression).Type;

    public IEnumerable<IdentifierNameSyntax> UsesOf(ISymbol symbol) =>
        All<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == symbol.Name
            && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, symbol));

    /// <summary>Takes a statement away, with its line where it has one of its own.</summary>
    public TextChange Without(StatementSyntax statement)
    {
        if (statement.Parent is not (BlockSyntax or GlobalStatementSyntax or SwitchSectionSyntax))
            return new TextChange(statement.Span, "{ }");
        var first = Text.Lines.GetLineFromPosition(statement.SpanStart);
        var last = Text.Lines.GetLineFromPosition(statement.Span.End);
        var isAlone = IsBlank(first.Start, statement.SpanStart) && IsBlank(statement.Span.End, last.End);
        return new TextChange(isAlone ? TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak) : statement.Span, "");
    }

    /// <summary>The method, or null at the top level, that a node stands in.</summary>
    public static SyntaxNode? FunctionOf(SyntaxNode node) =>
        node.Ancestors().FirstOrDefault(above => above is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax);

    public static string NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax member => member.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => "",
    };

    /// <summary>A call that is a statement of its own, awaited or not; null where its result is used.</summary>
    public static ExpressionStatementSyntax? StatementOf(ExpressionSyntax expression) => expression.Parent switch
    {
        AwaitExpressionSyntax awaiting => StatementOf(awaiting),
        ExpressionStatementSyntax statement => statement,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } discard => StatementOf(discard),
        _ => null,
    };

    /// <summary>What a task gives; the type itself where it is no task.</summary>
    public static ITypeSymbol Awaited(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var result] } ? result : type;

    private bool IsBlank(int start, int end) => string.IsNullOrWhiteSpace(Text.ToString(TextSpan.FromBounds(start, end)));
}
