using Microsoft.CodeAnalysis.Text;

namespace BackendLabs.Compiler.Mutants;

/// <summary>Conditions that SQL loses or turns round.</summary>
internal static class SqlRewrites
{
    private static readonly string[] Ends = ["group", "order", "limit", "returning", "having", "union", "except", "intersect", "window", ";"];

    private static readonly Dictionary<string, (string Kind, string To)> Comparisons = new(StringComparer.Ordinal)
    {
        ["="] = (MutantKinds.Comparison, "<>"),
        ["=="] = (MutantKinds.Comparison, "<>"),
        ["<>"] = (MutantKinds.Comparison, "="),
        ["!="] = (MutantKinds.Comparison, "="),
        ["<"] = (MutantKinds.Bound, "<="),
        ["<="] = (MutantKinds.Bound, "<"),
        [">"] = (MutantKinds.Bound, ">="),
        [">="] = (MutantKinds.Bound, ">"),
    };

    public static IEnumerable<Mutation> Of(ReferenceText text) => SqlText.In(text).SelectMany(sql => Of(sql.Tokens));

    private static IEnumerable<Mutation> Of(IReadOnlyList<SqlToken> tokens)
    {
        for (var at = 0; at < tokens.Count; at++)
        {
            if (tokens[at].Word == "where")
            {
                foreach (var misstep in OfWhere(tokens, at, EndOf(tokens, at)))
                    yield return misstep;
            }
            else if (tokens[at].Word == "order" && at + 1 < tokens.Count && tokens[at + 1].Word == "by")
            {
                yield return new Mutation(MutantKinds.Order, tokens[at].Span.Start, "The rows come in no order: ORDER BY is left out.", Without(tokens, at, EndOf(tokens, at)));
            }
        }
    }

    /// <param name="end">The first token behind the clause.</param>
    private static IEnumerable<Mutation> OfWhere(IReadOnlyList<SqlToken> tokens, int where, int end)
    {
        if (where + 1 >= end)
            yield break;
        yield return new Mutation(MutantKinds.Where, tokens[where].Span.Start, "Every row is meant: WHERE is left out.", Without(tokens, where, end));

        var terms = Terms(tokens, where + 1, end);
        for (var term = 0; term < terms.Count && terms.Count > 1; term++)
        {
            var (from, to) = terms[term];
            var change = term == 0 ? new TextChange(TextSpan.FromBounds(tokens[from].Span.Start, tokens[to + 1].Span.Start), "") : Without(tokens, from - 1, to);
            yield return new Mutation(MutantKinds.Where, tokens[from].Span.Start, $"One condition of WHERE is left out, number {term + 1}.", change);
        }

        for (var at = where + 1; at < end; at++)
        {
            if (Comparisons.TryGetValue(tokens[at].Word, out var turned))
                yield return new Mutation(turned.Kind, tokens[at].Span.Start, $"The SQL compares by {turned.To} instead of {tokens[at].Word}.", new TextChange(tokens[at].Span, turned.To));
        }
    }

    // Each from its first token to behind its last. With OR between them, terms do not stand alone.
    private static List<(int From, int To)> Terms(IReadOnlyList<SqlToken> tokens, int start, int end)
    {
        var depth = tokens[start - 1].Depth;
        var terms = new List<(int From, int To)>();
        var between = false;
        var from = start;
        for (var at = start; at < end; at++)
        {
            if (tokens[at].Depth != depth)
                continue;
            if (tokens[at].Word == "or")
                return [];
            if (tokens[at].Word == "and" && !between)
            {
                terms.Add((from, at));
                from = at + 1;
            }

            between = tokens[at].Word == "between" || (between && tokens[at].Word != "and");
        }

        if (from < end)
            terms.Add((from, end));
        return terms;
    }

    private static int EndOf(IReadOnlyList<SqlToken> tokens, int clause)
    {
        var end = clause + 1;
        while (end < tokens.Count && tokens[end].Depth >= tokens[clause].Depth
            && !(tokens[end].Depth == tokens[clause].Depth && Ends.Contains(tokens[end].Word, StringComparer.Ordinal) && end > clause + 1))
        {
            end++;
        }

        return end;
    }

    private static TextChange Without(IReadOnlyList<SqlToken> tokens, int from, int to) =>
        new(TextSpan.FromBounds(from == 0 ? tokens[0].Span.Start : tokens[from - 1].Span.End, tokens[to - 1].Span.End), "");
}
