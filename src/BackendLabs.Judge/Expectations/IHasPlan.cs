using BackendLabs.Contract;

namespace BackendLabs.Judge;

/// <summary>A value that an expectation is about and that a student reads as a tree where it fails: a query's plan.</summary>
internal interface IHasPlan
{
    /// <summary>The tree, a line a step.</summary>
    IReadOnlyList<PlanLine> ToLines();
}
