using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace BackendLabs.Compiler.Mutants;

/// <summary>What is not waited for, not disposed, not caught, not done after a failure.</summary>
internal static class LifetimeRewrites
{
    public static IEnumerable<Mutation> Of(ReferenceText text) =>
        [.. Awaits(text), .. UsingDeclarations(text), .. UsingBlocks(text), .. text.All<TryStatementSyntax>().SelectMany(OfTry)];

    // Only as a statement: where its result is used, a task in its place does not compile.
    private static IEnumerable<Mutation> Awaits(ReferenceText text) => text.All<AwaitExpressionSyntax>()
        .Where(awaiting => awaiting.Parent is ExpressionStatementSyntax)
        .Select(awaiting => new Mutation(
            MutantKinds.Await, awaiting.SpanStart, $"{Called(awaiting.Expression)} is begun and not waited for.",
            new TextChange(TextSpan.FromBounds(awaiting.SpanStart, awaiting.Expression.SpanStart), "_ = ")));

    private static IEnumerable<Mutation> UsingDeclarations(ReferenceText text) => text.All<LocalDeclarationStatementSyntax>()
        .Where(statement => statement.UsingKeyword.IsKind(SyntaxKind.UsingKeyword) && Matters(text, statement.Declaration))
        .Select(statement => new Mutation(
            MutantKinds.Using, statement.SpanStart, $"`{Names(statement.Declaration)}` is not disposed.",
            new TextChange(TextSpan.FromBounds(statement.SpanStart, statement.Declaration.SpanStart), "")));

    private static IEnumerable<Mutation> UsingBlocks(ReferenceText text) => text.All<UsingStatementSyntax>()
        .Where(block => block.Declaration is not null && Matters(text, block.Declaration))
        .Select(block => new Mutation(
            MutantKinds.Using, block.SpanStart, $"`{Names(block.Declaration!)}` is not disposed.",
            new TextChange(TextSpan.FromBounds(block.SpanStart, block.Declaration!.SpanStart), "{ "),
            new TextChange(block.CloseParenToken.Span, ";"),
            new TextChange(new TextSpan(block.Span.End, 0), " }")));

    // A command holds nothing that anybody could see once it has run; to leave its using out is no mistake that shows.
    private static bool Matters(ReferenceText text, VariableDeclarationSyntax declaration) =>
        declaration.Variables is [{ Initializer.Value: var value }] && !IsCommand(text.TypeOf(value));

    private static bool IsCommand(ITypeSymbol? type) =>
        type is not null && (type.ToDisplayString() == "System.Data.Common.DbCommand" || IsCommand(type.BaseType));

    private static IEnumerable<Mutation> OfTry(TryStatementSyntax block)
    {
        foreach (var clause in block.Catches)
        {
            var said = clause.Declaration is null ? "Nothing is caught." : $"{clause.Declaration.Type} is not caught.";
            yield return new Mutation(MutantKinds.Catch, clause.SpanStart, said, block.Catches.Count == 1 && block.Finally is null
                ? [new TextChange(TextSpan.FromBounds(block.SpanStart, block.Block.SpanStart), ""), After(block.Block, clause)]
                : [After(clause.GetFirstToken().GetPreviousToken().Parent!, clause)]);
        }

        if (block.Finally is { } last && block.Catches.Count == 0)
        {
            yield return new Mutation(
                MutantKinds.Finally, last.SpanStart, "What stands in finally is done only where nothing was thrown.",
                new TextChange(block.TryKeyword.Span, ""), new TextChange(last.FinallyKeyword.Span, ""));
        }
    }

    private static TextChange After(SyntaxNode before, SyntaxNode gone) =>
        new(TextSpan.FromBounds(before.Span.End, gone.Span.End), "");

    private static string Names(VariableDeclarationSyntax declaration) => declaration.Variables[0].Identifier.ValueText;

    private static string Called(ExpressionSyntax expression) =>
        expression is InvocationExpressionSyntax call ? ReferenceText.NameOf(call) : $"`{expression}`";
}
