namespace BackendLabs.Labs.Reading;

/// <summary>Collects mistakes, so that an author reads all of them at once.</summary>
internal sealed class ProblemLog
{
    private readonly List<LabProblem> _problems = [];

    public int Count => _problems.Count;

    public void Add(string file, Place? place, string message, string suggestion) =>
        _problems.Add(new LabProblem(file, place?.Line, place?.Column, message, suggestion));

    /// <summary>These and another log's.</summary>
    public ProblemLog With(ProblemLog other)
    {
        var both = new ProblemLog();
        both._problems.AddRange([.. _problems, .. other._problems]);
        return both;
    }

    public FileLog For(string file) => new(this, file);

    /// <summary><c>lab.yaml</c> first, then by file, line and column.</summary>
    public IReadOnlyList<LabProblem> Sorted() =>
        [.. _problems.Distinct()
            .OrderBy(problem => problem.File.EndsWith("/lab.yaml", StringComparison.Ordinal) ? 0 : 1)
            .ThenBy(problem => problem.File, StringComparer.Ordinal)
            .ThenBy(problem => problem.Line ?? 0)
            .ThenBy(problem => problem.Column ?? 0)];
}

/// <summary>The log of one file.</summary>
internal sealed record FileLog(ProblemLog Log, string File)
{
    public void Add(Place? place, string message, string suggestion) => Log.Add(File, place, message, suggestion);
}

/// <summary>A place in a text; both count from 1.</summary>
internal sealed record Place(int Line, int Column);
