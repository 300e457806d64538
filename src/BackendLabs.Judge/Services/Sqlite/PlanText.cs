using System.Text.RegularExpressions;

namespace BackendLabs.Judge.Services.Sqlite;

/// <summary>
/// Reads the lines of EXPLAIN QUERY PLAN, as the SQLite that is published with us writes them (<c>SCAN p</c>). SQLite
/// promises no form for them: an update of the package may need one here.
/// </summary>
internal static partial class PlanText
{
    /// <param name="rows">Number, number of the step that it belongs to (0 for none), text.</param>
    /// <param name="tables">The database's own.</param>
    public static QueryPlan Read(string sql, IReadOnlyList<(int Id, int Parent, string Text)> rows, IReadOnlyCollection<string> tables)
    {
        var names = Names(sql, tables);
        var depths = new Dictionary<int, int>();
        var steps = new List<PlanStep>();
        foreach (var (id, parent, text) in rows)
        {
            var depth = depths[id] = depths.TryGetValue(parent, out var above) ? above + 1 : 0;
            steps.Add(Step(depth, text, names));
        }

        return new QueryPlan(sql, steps);
    }

    private static PlanStep Step(int depth, string text, Dictionary<string, SortedSet<string>> names)
    {
        if (text.StartsWith("USE TEMP B-TREE", StringComparison.Ordinal))
            return new PlanStep(depth, text, StepKind.Sort, [], []);
        var access = Access().Match(text);
        if (!access.Success)
            return new PlanStep(depth, text, StepKind.Other, [], []);

        var read = names.TryGetValue(access.Groups["name"].Value, out var tables) ? tables : [];
        // A subquery, constants or the rows of a recursive query: nothing of the database.
        if (read.Count == 0)
            return new PlanStep(depth, text, StepKind.Other, [], []);
        // An index that is made for one statement and thrown away reads the whole table to make it.
        var isSearch = access.Groups["kind"].Value == "SEARCH" && !text.Contains(" AUTOMATIC ", StringComparison.Ordinal);
        var columns = isSearch ? Terms().Matches(text).Select(term => term.Groups["column"].Value).Distinct(StringComparer.OrdinalIgnoreCase).ToList() : [];
        return new PlanStep(depth, text, isSearch ? StepKind.Search : StepKind.Scan, [.. read], columns);
    }

    // A step names a table as the statement does, by its alias where it has one.
    private static Dictionary<string, SortedSet<string>> Names(string sql, IReadOnlyCollection<string> tables)
    {
        var names = new Dictionary<string, SortedSet<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var table in tables)
            Add(table, table);
        foreach (Match match in Alias().Matches(sql))
        {
            var table = tables.FirstOrDefault(one => one.Equals(match.Groups["table"].Value, StringComparison.OrdinalIgnoreCase));
            if (table is not null && !Keywords.Contains(match.Groups["alias"].Value))
                Add(match.Groups["alias"].Value, table);
        }

        return names;

        void Add(string name, string table)
        {
            if (!names.TryGetValue(name, out var known))
                names[name] = known = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
            known.Add(table);
        }
    }

    private static readonly HashSet<string> Keywords = new(StringComparer.OrdinalIgnoreCase)
    {
        "where", "join", "inner", "left", "right", "full", "cross", "natural", "on", "using", "set", "group", "order", "limit", "having",
        "union", "intersect", "except", "indexed", "not", "returning", "values", "select", "and", "or", "desc", "asc", "window", "from", "as",
    };

    [GeneratedRegex(@"^(?<kind>SCAN|SEARCH) (?<name>\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Access();

    // The part in brackets at the end: (customer_id=? AND day>? AND day<?).
    [GeneratedRegex(@"(?<=\((?:[^()]* AND )?)(?<column>\w+)(?=(?:=|<|>)\?)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Terms();

    // What follows a word is looked at and not taken: `purchase p` would else be gone with `from purchase`.
    [GeneratedRegex(@"(?<table>\w+)(?=[""\]`]?\s+(?:as\s+)?[""\[`]?(?<alias>[A-Za-z_]\w*))", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Alias();
}
