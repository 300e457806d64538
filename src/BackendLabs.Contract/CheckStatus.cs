using System.Text.Json.Serialization;

namespace BackendLabs.Contract;

/// <summary>What became of one check.</summary>
[JsonDerivedType(typeof(Passed), "passed")]
[JsonDerivedType(typeof(Failed), "failed")]
[JsonDerivedType(typeof(RuntimeError), "runtimeError")]
[JsonDerivedType(typeof(TimeLimit), "timeLimit")]
[JsonDerivedType(typeof(MemoryLimit), "memoryLimit")]
[JsonDerivedType(typeof(OutputLimit), "outputLimit")]
[JsonDerivedType(typeof(Denied), "denied")]
[JsonDerivedType(typeof(NotRun), "notRun")]
[JsonDerivedType(typeof(InfrastructureError), "infrastructureError")]
public abstract record CheckStatus
{
    private CheckStatus() { }

    public sealed record Passed : CheckStatus;

    /// <param name="Expected">In plain words; null where there is nothing to compare.</param>
    public sealed record Failed(string Message, string? Expected, string? Actual) : CheckStatus
    {
        /// <summary>The order of the clients' operations that breaks it; null where the check decided none.</summary>
        public BreakingSchedule? Schedule { get; init; }

        /// <summary>What SQLite does for the statement that the check looked at: the statement, then its steps; empty where it looked at none.</summary>
        public IReadOnlyList<PlanLine> Plan { get; init; } = [];

        /// <summary>The id of the lab's rule that the check says is broken; null where it names none.</summary>
        public string? Rule { get; init; }

        /// <summary>By value, the schedule and the plan too.</summary>
        public bool Equals(Failed? other) =>
            other is not null && Message == other.Message && Expected == other.Expected && Actual == other.Actual && Rule == other.Rule
            && Schedule?.Interleaving == other.Schedule?.Interleaving && (Schedule?.Steps ?? []).SequenceEqual(other.Schedule?.Steps ?? []) && Plan.SequenceEqual(other.Plan);

        public override int GetHashCode() => HashCode.Combine(Message, Expected, Actual, Schedule?.Interleaving);
    }

    /// <param name="Line">The snippet's innermost line; null where unknown.</param>
    /// <param name="Lines">The snippet's own frames, innermost first.</param>
    public sealed record RuntimeError(string Type, string Message, int? Line, IReadOnlyList<int> Lines) : CheckStatus
    {
        /// <summary>What the exception means here, and the next step; null where its own message is all there is.</summary>
        public string? Advice { get; init; }
    }

    /// <param name="Entry">The entry that was under way; null where the code was still loading.</param>
    public sealed record TimeLimit(TimeSpan Limit, string? Entry) : CheckStatus;

    public sealed record MemoryLimit(long LimitBytes) : CheckStatus;

    public sealed record OutputLimit(int LimitBytes) : CheckStatus;

    public sealed record Denied(string Service, string Operation, string Reason) : CheckStatus;

    /// <param name="Because">The id of the check that did not pass.</param>
    public sealed record NotRun(string Because) : CheckStatus;

    /// <summary>The check itself or a service broke.</summary>
    /// <param name="Line">The line in <c>checks.csx</c>; null where the check is not to blame.</param>
    public sealed record InfrastructureError(string Reason, int? Line) : CheckStatus
    {
        /// <summary>Whether it is only that something did not end in its time, which a busy machine can be the cause of.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public bool IsLate { get; init; }

        /// <summary>Of <see cref="Line"/>, from 1; null where it is not known.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public int? Column { get; init; }

        /// <summary>The statement of the seed that a service refused; null where it was not the seed.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public SeedProblem? Seed { get; init; }
    }

    /// <summary>The name used in JSON and records: <c>passed</c>, <c>not_run</c>, …</summary>
    [JsonIgnore]
    public string Name => this switch
    {
        Passed => "passed",
        Failed => "failed",
        RuntimeError => "runtime_error",
        TimeLimit => "time_limit",
        MemoryLimit => "memory_limit",
        OutputLimit => "output_limit",
        Denied => "denied",
        NotRun => "not_run",
        InfrastructureError => "infrastructure_error",
        _ => throw new InvalidOperationException($"{GetType().Name} is no status."),
    };
}
