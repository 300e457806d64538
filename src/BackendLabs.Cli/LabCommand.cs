using System.CommandLine;

namespace BackendLabs.Cli;

/// <summary>A command whose help ends in examples.</summary>
/// <param name="examples">Command lines, each with what it does.</param>
internal sealed class LabCommand(string name, string description, params (string Line, string Does)[] examples)
    : Command(name, description), IWithExamples
{
    public IReadOnlyList<(string Line, string Does)> Examples => examples;

    /// <summary>What the command does, given its parsed line; the answer is an exit code.</summary>
    public LabCommand Does(Func<ParseResult, CancellationToken, Task<int>> action)
    {
        SetAction(action);
        return this;
    }

    public LabCommand Does(Func<ParseResult, int> action)
    {
        SetAction(action);
        return this;
    }
}

internal interface IWithExamples
{
    IReadOnlyList<(string Line, string Does)> Examples { get; }
}
