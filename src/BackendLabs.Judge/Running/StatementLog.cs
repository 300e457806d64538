using BackendLabs.Contract;

namespace BackendLabs.Judge.Running;

/// <summary>The statements of one check, in the order in which they ended. A loop runs the same text many times: it is kept once.</summary>
internal sealed class StatementLog
{
    /// <summary>No check counts further than that.</summary>
    private const int Most = 20_000;

    private const int MostText = 4_000_000;

    private readonly List<Statement> _statements = [];
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private int _text;

    public int Count => _statements.Count;

    public void Add(TimelineEvent seen, StatementFacts facts)
    {
        if (_statements.Count >= Most || Kept(facts.Sql) is not { } sql)
            return;
        _statements.Add(new Statement(sql, Math.Max(0, facts.Rows), Math.Max(0, facts.Stepped), facts.Writes, facts.Trouble, seen)
        {
            Expanded = _text < MostText ? KeptExpanded(facts.Expanded) : null,
        });
    }

    public IReadOnlyList<Statement> Since(int mark) => [.. _statements.Skip(mark).OrderBy(statement => statement.Event.AtMicroseconds)];

    public void Clear()
    {
        _statements.Clear();
        _texts.Clear();
        _text = 0;
    }

    private string? KeptExpanded(string? sql)
    {
        _text += sql?.Length ?? 0;
        return sql;
    }

    // What no longer fits is counted all the same, by its beginning.
    private string Kept(string sql)
    {
        if (_texts.TryGetValue(sql, out var known))
            return known;
        if (_text + sql.Length > MostText)
            return sql.Length <= 100 ? sql : sql[..100];
        _text += sql.Length;
        _texts.Add(sql);
        return sql;
    }
}
