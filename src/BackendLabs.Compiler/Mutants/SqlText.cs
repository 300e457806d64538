using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace BackendLabs.Compiler.Mutants;

/// <param name="Word">In lower case; <c>{}</c> for a hole of an interpolated string, <c>''</c> for a text.</param>
/// <param name="Depth">How many brackets are open.</param>
internal sealed record SqlToken(TextSpan Span, string Word, int Depth);

/// <summary>
/// A string of the source that holds SQL, cut into words where they stand. No grammar: enough to find a clause, its
/// terms and its end.
/// </summary>
internal sealed class SqlText
{
    private static readonly string[] Verbs = ["select", "insert", "update", "delete", "with", "replace", "where", "and", "order"];
    private static readonly string[] Operators = ["<=", ">=", "<>", "!=", "=="];

    private readonly List<SqlToken> _tokens = [];
    private int _depth;

    private SqlText(ExpressionSyntax literal) => Literal = literal;

    public ExpressionSyntax Literal { get; }

    public IReadOnlyList<SqlToken> Tokens => _tokens;

    /// <summary>Every string that begins as SQL, or goes on with a clause of it.</summary>
    public static IEnumerable<SqlText> In(ReferenceText text) => text.All<ExpressionSyntax>()
        .Where(literal => literal.IsKind(SyntaxKind.StringLiteralExpression) || literal is InterpolatedStringExpressionSyntax)
        .Select(literal => Read(literal, text.Text))
        .Where(sql => sql.Tokens.Count > 2 && Verbs.Contains(sql.Tokens[0].Word, StringComparer.Ordinal));

    public static SqlText Read(ExpressionSyntax literal, SourceText source)
    {
        var sql = new SqlText(literal);
        if (literal is InterpolatedStringExpressionSyntax interpolated)
        {
            foreach (var content in interpolated.Contents)
            {
                if (content is InterpolationSyntax)
                    sql._tokens.Add(new SqlToken(content.Span, "{}", sql._depth));
                else
                    sql.Cut(source, content.Span);
            }
        }
        else
        {
            sql.Cut(source, Inside(literal.Span, source));
        }

        return sql;
    }

    /// <summary>What stands between the quotes.</summary>
    public static TextSpan Inside(TextSpan literal, SourceText source)
    {
        var start = literal.Start;
        while (source[start] is '@' or '$' or '"' && start < literal.End - 1)
            start++;
        var end = literal.End;
        while (end > start && source[end - 1] == '"')
            end--;
        return TextSpan.FromBounds(start, Math.Max(start, end));
    }

    private void Cut(SourceText source, TextSpan span)
    {
        for (var at = span.Start; at < span.End;)
        {
            var length = LengthAt(source, at, span.End);
            var word = source.ToString(new TextSpan(at, length)).ToLowerInvariant();
            if (!string.IsNullOrWhiteSpace(word))
            {
                if (word == ")")
                    _depth--;
                _tokens.Add(new SqlToken(new TextSpan(at, length), word[0] == '\'' ? "''" : word, _depth));
                if (word == "(")
                    _depth++;
            }

            at += length;
        }
    }

    private static int LengthAt(SourceText source, int at, int end)
    {
        var to = at + 1;
        if (IsOfWord(source[at]))
        {
            while (to < end && IsOfWord(source[to]))
                to++;
        }
        else if (source[at] == '\'')
        {
            while (to < end && source[to] != '\'')
                to++;
            to = Math.Min(end, to + 1);
        }
        else if (to < end && Operators.Contains($"{source[at]}{source[to]}", StringComparer.Ordinal))
        {
            to++;
        }

        return to - at;
    }

    private static bool IsOfWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '$' or '@' or ':' or '.';
}
