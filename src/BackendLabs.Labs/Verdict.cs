using System.Text.Json.Serialization;
using BackendLabs.Contract;

namespace BackendLabs.Labs;

/// <summary>
/// The outcome of one run. Which case it is follows from the first check, in the lab's order, that did not pass;
/// anything of ours that broke outranks that, because then nothing is counted.
/// </summary>
[JsonDerivedType(typeof(Passed), "passed")]
[JsonDerivedType(typeof(Failed), "failed")]
[JsonDerivedType(typeof(CompileError), "compileError")]
[JsonDerivedType(typeof(RuntimeError), "runtimeError")]
[JsonDerivedType(typeof(TimeLimit), "timeLimit")]
[JsonDerivedType(typeof(MemoryLimit), "memoryLimit")]
[JsonDerivedType(typeof(OutputLimit), "outputLimit")]
[JsonDerivedType(typeof(Denied), "denied")]
[JsonDerivedType(typeof(InfrastructureError), "infrastructureError")]
public abstract record Verdict
{
    private Verdict() { }

    public sealed record Passed : Verdict;

    public sealed record Failed : Verdict;

    /// <param name="Diagnostics">At least one of them is an error.</param>
    public sealed record CompileError(IReadOnlyList<SnippetDiagnostic> Diagnostics) : Verdict;

    /// <summary>The snippet threw, or its process ended.</summary>
    public sealed record RuntimeError(string Type, string Message, int? Line) : Verdict;

    public sealed record TimeLimit(TimeSpan Limit) : Verdict;

    public sealed record MemoryLimit(long LimitBytes) : Verdict;

    public sealed record OutputLimit(int LimitBytes) : Verdict;

    /// <summary>A gate or a layer refused something.</summary>
    public sealed record Denied(string Operation, string Reason) : Verdict;

    /// <summary>Our problem, not the student's; nothing was counted.</summary>
    public sealed record InfrastructureError(string Reason, string Remedy) : Verdict
    {
        /// <summary>Whether this machine broke, and not the lab: the same run may pass on another machine, or later.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public bool IsOfMachine { get; init; }
    }

    /// <summary>The name used in JSON and records: <c>passed</c>, <c>compile_error</c>, …</summary>
    [JsonIgnore]
    public string Name => this switch
    {
        Passed => "passed",
        Failed => "failed",
        CompileError => "compile_error",
        RuntimeError => "runtime_error",
        TimeLimit => "time_limit",
        MemoryLimit => "memory_limit",
        OutputLimit => "output_limit",
        Denied => "denied",
        InfrastructureError => "infrastructure_error",
        _ => throw new InvalidOperationException($"{GetType().Name} is no verdict."),
    };
}
