using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace BackendLabs.Compiler.Mutants;

/// <summary>The same statements, each for itself: without the transaction that holds them together.</summary>
internal static class TransactionRewrites
{
    private const string Said = "There is no transaction: each step counts for itself.";

    private static readonly string[] Bounds = ["begin", "commit", "end", "rollback", "savepoint", "release"];

    public static IEnumerable<Mutation> Of(ReferenceText text) => [.. OfCalls(text), .. OfSql(text)];

    private static IEnumerable<Mutation> OfCalls(ReferenceText text)
    {
        foreach (var call in text.All<InvocationExpressionSyntax>())
        {
            var name = ReferenceText.NameOf(call);
            var ofRedis = name == "CreateTransaction";
            if (!ofRedis && name is not ("BeginTransaction" or "BeginTransactionAsync"))
                continue;
            if (call.FirstAncestorOrSelf<VariableDeclaratorSyntax>() is not { } declarator || text.Model.GetDeclaredSymbol(declarator) is not { } local)
                continue;
            var start = ofRedis ? OnTheDatabaseItself(call, declarator) : WithoutDeclaration(text, declarator);
            if (start.Count > 0)
                yield return new Mutation(MutantKinds.Transaction, call.SpanStart, Said, [.. start, .. text.UsesOf(local).Select(use => Use(text, use, ofRedis)).OfType<TextChange>()]);
        }
    }

    // IDatabase has every command that a transaction has.
    private static List<TextChange> OnTheDatabaseItself(InvocationExpressionSyntax call, VariableDeclaratorSyntax declarator)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Expression: var database })
            return [];
        var type = ((VariableDeclarationSyntax)declarator.Parent!).Type;
        List<TextChange> changes = [new TextChange(call.Span, database.ToString())];
        if (!type.IsVar)
            changes.Insert(0, new TextChange(type.Span, "var"));
        return changes;
    }

    private static List<TextChange> WithoutDeclaration(ReferenceText text, VariableDeclaratorSyntax declarator) => declarator.Parent?.Parent switch
    {
        LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1 } statement => [text.Without(statement)],
        UsingStatementSyntax block => [new TextChange(TextSpan.FromBounds(block.SpanStart, block.Statement.SpanStart), "")],
        _ => [],
    };

    private static TextChange? Use(ReferenceText text, IdentifierNameSyntax use, bool ofRedis)
    {
        if (use.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } member && member.Expression == use)
        {
            var name = member.Name.Identifier.ValueText;
            if (ofRedis && name is not ("Execute" or "ExecuteAsync" or "AddCondition"))
                return null;
            if (ReferenceText.StatementOf(call) is { } statement)
                return text.Without(statement);
            return name switch
            {
                "Execute" => new TextChange(call.Span, "true"),
                "ExecuteAsync" => new TextChange(call.Span, "Task.FromResult(true)"),
                _ => null,
            };
        }

        if (use.Parent is AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax assignment } set && set.Right == use)
            return text.Without(assignment);
        return use.Parent is ArgumentSyntax && !ofRedis ? new TextChange(use.Span, "null") : null;
    }

    // A function that says begin and commit as SQL.
    private static IEnumerable<Mutation> OfSql(ReferenceText text) => text.All<LiteralExpressionSyntax>()
        .Where(literal => literal.IsKind(SyntaxKind.StringLiteralExpression) && IsBound(literal.Token.ValueText))
        .GroupBy(ReferenceText.FunctionOf)
        .Where(group => group.Any(literal => FirstWord(literal.Token.ValueText) is "begin" or "savepoint"))
        .Select(group => new Mutation(MutantKinds.Transaction, group.First().SpanStart, Said,
            [.. group.Select(literal => new TextChange(literal.Span, "\"select 1\""))]));

    private static bool IsBound(string sql) => sql.Length < 60 && sql.Split(' ').Length <= 3 && Bounds.Contains(FirstWord(sql), StringComparer.Ordinal);

    private static string FirstWord(string sql) => sql.TrimStart().Split(' ', ';')[0].ToLowerInvariant();
}
