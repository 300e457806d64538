using BackendLabs.Cli.Library;
using BackendLabs.Labs;

namespace BackendLabs.Cli;

/// <summary>The person asked for something that cannot be done as asked: exit code 2.</summary>
/// <param name="message">What is wrong, with the name of the thing.</param>
/// <param name="remedy">What to do about it; null where the message says all.</param>
/// <param name="mistakes">All that are wrong in a file, where the message speaks of several.</param>
internal sealed class UsageException(string message, string? remedy = null, IReadOnlyList<FileMistake>? mistakes = null) : Exception(message)
{
    public string? Remedy => remedy;

    public IReadOnlyList<FileMistake> Mistakes => mistakes ?? [];
}

/// <summary>Something of ours or of the machine's is broken: exit code 3.</summary>
internal sealed class BrokenException(string message, string? remedy = null, Exception? cause = null) : Exception(message, cause)
{
    public string? Remedy => remedy;
}

/// <param name="Place">File, line and column.</param>
internal sealed record FileMistake(string Place, string Message, string Remedy)
{
    public static FileMistake Of(LabProblem problem) => new(LabLibrary.Place(problem), problem.Message, problem.Suggestion);
}
