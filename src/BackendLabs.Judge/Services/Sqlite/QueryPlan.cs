using BackendLabs.Contract;

namespace BackendLabs.Judge;

/// <summary>What SQLite does to find a statement's rows, as a tree of steps (https://sqlite.org/eqp.html).</summary>
/// <param name="Sql">The statement.</param>
/// <param name="Steps">In SQLite's order, each after the step that it belongs to.</param>
public sealed record QueryPlan(string Sql, IReadOnlyList<PlanStep> Steps) : IHasPlan
{
    /// <summary>The tree, a line a step.</summary>
    public override string ToString() => string.Join("; ", Steps.Select(step => step.Text));

    IReadOnlyList<PlanLine> IHasPlan.ToLines() =>
        [new PlanLine(0, Statement.Shorten(Sql)), .. Steps.Select(step => new PlanLine(step.Depth + 1, step.Text))];
}

/// <summary>One step of a plan.</summary>
/// <param name="Depth">From 0.</param>
/// <param name="Text">In SQLite's words, those of the newest form: <c>SEARCH purchase USING INDEX by_day (day=?)</c>.</param>
/// <param name="Kind">What it does with a table.</param>
/// <param name="Tables">The table that it reads, under its own name; several where the statement gives one name to several; none for a step that reads no table.</param>
/// <param name="Columns">Of a search: the columns that lead it, as the index has them; <c>rowid</c> for the table's own order.</param>
public sealed record PlanStep(int Depth, string Text, StepKind Kind, IReadOnlyList<string> Tables, IReadOnlyList<string> Columns)
{
    public override string ToString() => Text;
}

/// <summary>What a step does with its table.</summary>
public enum StepKind
{
    /// <summary>It reads no table of the database: it puts rows together or in order.</summary>
    Other,

    /// <summary>Every row is looked at, one by one, in the table or in an index.</summary>
    Scan,

    /// <summary>An index, or the table's own order, leads to the rows.</summary>
    Search,

    /// <summary>Rows are put in order after they were found.</summary>
    Sort,
}
