using BackendLabs.Labs;

namespace BackendLabs.Runner;

/// <param name="Seeds">How many seeds every solution and wrong solution is tried with.</param>
public sealed record ValidationOptions(int Seeds = 2);

/// <summary>What <c>validate</c> found out about one lab.</summary>
public sealed record ValidationReport(string Lab, IReadOnlyList<ValidationStep> Steps, TimeSpan Elapsed)
{
    public bool Passed => Steps.All(step => step.Problems.Count == 0);
}

/// <summary>One thing that is proved of a lab.</summary>
/// <param name="Name"><c>definition</c>, <c>files</c>, <c>checks</c>, <c>solutions</c>, <c>starter</c>, <c>wrong solutions</c>, <c>order</c>, <c>seeds</c>, <c>probes</c>, <c>links</c>.</param>
/// <param name="Detail">What was tried, e.g. <c>2 of 2 pass</c>.</param>
/// <param name="Problems">Empty where it is proved.</param>
public sealed record ValidationStep(string Name, string Detail, IReadOnlyList<LabProblem> Problems);

/// <param name="Done">Of <paramref name="Count"/> runs of this lab.</param>
public sealed record ValidationProgress(string Lab, string Step, int Done, int Count);
