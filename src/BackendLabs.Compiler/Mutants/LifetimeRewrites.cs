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

    /// <summary>
    /// What holds nothing that anybody could see once it was used: to leave its using out is no mistake that shows. A reader, a
    /// transaction, a connection and a lock hold something.
    /// </summary>
    private static readonly string[] Unseen =
    [
        "System.Data.Common.DbCommand", "System.Net.Http.HttpResponseMessage", "System.Net.Http.HttpRequestMessage", "System.Net.Http.HttpContent",
        "System.Threading.CancellationTokenSource", "System.Threading.PeriodicTimer", "System.Text.Json.JsonDocument", "System.IO.MemoryStream",
        "System.IO.StringReader", "System.IO.StringWriter", "System.Security.Cryptography.HashAlgorithm", "System.Security.Cryptography.IncrementalHash",
        "System.Threading.SemaphoreSlim", "Docker.DotNet.MultiplexedStream",
    ];

    private static bool Matters(ReferenceText text, VariableDeclarationSyntax declaration) =>
        declaration.Variables is [{ Initializer.Value: var value }] && !IsUnseen(text.TypeOf(value)) && !(IsReader(text.TypeOf(value)) && IsLast(declaration));

    private static bool IsReader(ITypeSymbol? type) =>
        type is not null && (type.ToDisplayString() == "System.Data.Common.DbDataReader" || IsReader(type.BaseType));

    // Each call has a connection of its own, which is closed after it: a reader that stays open stands in the way of what
    // follows on the same connection, and of nothing else.
    private static bool IsLast(VariableDeclarationSyntax reader) => ReferenceText.FunctionOf(reader) is { } function
        && !reader.Ancestors().TakeWhile(above => above != function).Any(above => above is ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax)
        && !function.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Any(call => call.SpanStart > reader.Span.End && DatabaseCalls.Any(name => ReferenceText.NameOf(call).StartsWith(name, StringComparison.Ordinal)));

    private static readonly string[] DatabaseCalls = ["Execute", "Begin", "Commit", "Rollback", "SaveChanges", "Prepare"];

    private static bool IsUnseen(ITypeSymbol? type) =>
        type is not null && (Unseen.Contains(type.ToDisplayString()) || IsUnseen(type.BaseType));

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
