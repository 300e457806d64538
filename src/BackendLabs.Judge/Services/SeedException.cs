using BackendLabs.Contract;
using BackendLabs.Judge.Worlds;

namespace BackendLabs.Judge.Services;

/// <summary>A lab's seed cannot fill a database; its author's to mend.</summary>
/// <param name="kind">Of the service that it fills.</param>
/// <param name="text">Which of the seed's texts, from 0.</param>
/// <param name="line">Of the statement's beginning, from 1; null where the service does not say.</param>
internal sealed class SeedException(string kind, int text, int? line, string message) : WorldException(message)
{
    public SeedProblem Problem => new(kind, text, line, Message);
}
