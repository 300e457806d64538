using BackendLabs.Labs;

namespace BackendLabs.CompilerClient;

/// <summary>The lab's own texts are wrong; its author's to mend.</summary>
internal sealed class LabUnusableException(IReadOnlyList<LabProblem> problems)
    : Exception(string.Join('\n', problems.Select(problem => $"{problem.File}:{problem.Line}: {problem.Message}")))
{
    public IReadOnlyList<LabProblem> Problems { get; } = problems;
}
