using NUnit.Framework.Constraints;

namespace BackendLabs.Judge;

/// <summary>Expectations of a <see cref="QueryPlan"/>: <c>Expect(plan, Plan.Searches("purchase"), "…")</c>. Where one fails, the student reads the plan as a small tree.</summary>
public static class Plan
{
    /// <summary>The table is read, and each time by way of an index or its own order: no row is looked at that is not asked for by it.</summary>
    /// <param name="columns">Columns that must lead each search of it: <c>Plan.Searches("purchase", "customer_id", "day")</c>.</param>
    public static Constraint Searches(string table, params string[] columns) => new PlanConstraint(
        columns.Length == 0 ? $"a search in {table}" : $"a search in {table} by {string.Join(" and ", columns)}",
        plan =>
        {
            var steps = plan.Steps.Where(step => step.Tables.Contains(table, StringComparer.OrdinalIgnoreCase)).ToList();
            return steps.Count > 0 && steps.All(step =>
                step.Kind == StepKind.Search && columns.All(column => step.Columns.Contains(column, StringComparer.OrdinalIgnoreCase)));
        });

    /// <summary>No table is gone through row by row.</summary>
    public static Constraint NeverScans() => new PlanConstraint("no scan of a table", plan => plan.Steps.All(step => step.Kind != StepKind.Scan));

    /// <summary>This table is not gone through row by row.</summary>
    public static Constraint NeverScans(string table) => new PlanConstraint(
        $"no scan of {table}",
        plan => !plan.Steps.Any(step => step.Kind == StepKind.Scan && step.Tables.Contains(table, StringComparer.OrdinalIgnoreCase)));

    /// <summary>The rows come in the order that is asked for, and are not put in order afterwards.</summary>
    public static Constraint NeverSorts() => new PlanConstraint("rows that come in their order", plan => plan.Steps.All(step => step.Kind != StepKind.Sort));

    private sealed class PlanConstraint(string description, Func<QueryPlan, bool> holds) : Constraint
    {
        public override string Description => description;

        public override ConstraintResult ApplyTo<TActual>(TActual actual) => actual is QueryPlan plan
            ? new ConstraintResult(this, plan, holds(plan))
            : throw new CheckScriptException($"A plan is expected by {nameof(Plan)}, from Db.PlanAsync(…).");
    }
}
