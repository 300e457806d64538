using System.Text.Json.Serialization;

namespace BackendLabs.Contract;

/// <summary>One operation that went through a gate, a call into the snippet, or a fault.</summary>
/// <param name="AtMicroseconds">Start, in microseconds of the machine's monotonic clock, which all our processes share; since the check began where a check's timeline is reported.</param>
/// <param name="DurationMicroseconds">Duration in microseconds; 0 where the end was not seen.</param>
/// <param name="Service"><c>code</c>, <c>sqlite</c>, <c>redis</c>, <c>docker</c>, <c>http</c> or <c>judge</c>.</param>
/// <param name="Operation">The service's own word for it, e.g. <c>GET</c> or <c>select</c>.</param>
/// <param name="Detail">Arguments and outcome, shortened for reading; never longer than 200 characters.</param>
/// <param name="Line">The snippet's line (from 1) that made it; null where unknown.</param>
/// <param name="SelfReported">True where only the student's own process reported it: it teaches, it does not grade.</param>
/// <param name="Host">Which of the world's snippet processes made it (from 1); 0 for the judge.</param>
/// <param name="World">Which of the worlds that a check compares it belongs to (from 1); 0 where it compares none.</param>
/// <param name="Client">Which of the check's clients made it, from 1: a process that is started again is the same client; 0 for the judge.</param>
/// <param name="Failed">True for a call that threw or never returned, a statement or command that was refused, answered with an error or cut off, and a request without an answer or with a status from 400. Nobody reads it from <paramref name="Detail"/>, which a snippet can choose.</param>
/// <param name="Queued">True for a command of Redis that waits in a transaction: it travels with its EXEC.</param>
/// <param name="Pending">True for what had begun and had no answer when the check's time was up.</param>
/// <param name="Unsent">True for a command that waits in a transaction or batch that the code never sent.</param>
/// <param name="InScope">True for a statement that ran within a TransactionScope, as the student's process tells.</param>
/// <param name="GaveUp">True where the student's process tells that its client gave up on what a gate saw.</param>
public sealed record TimelineEvent(
    long AtMicroseconds,
    long DurationMicroseconds,
    string Service,
    string Operation,
    string Detail,
    int? Line = null,
    bool SelfReported = false,
    int Host = 0,
    int World = 0,
    int Client = 0,
    bool Failed = false,
    bool Queued = false,
    bool GaveUp = false,
    bool Pending = false,
    bool Unsent = false,
    bool InScope = false)
{
    /// <summary>The judge's operation where a timeline was too long: at it, operations are left out.</summary>
    public const string LeftOut = "…";

    [JsonIgnore]
    public TimeSpan At => TimeSpan.FromMicroseconds(AtMicroseconds);

    [JsonIgnore]
    public TimeSpan Duration => TimeSpan.FromMicroseconds(DurationMicroseconds);

    /// <summary>True for what the judge did: arranging the world, and looking at it.</summary>
    [JsonIgnore]
    public bool IsJudges => Service == "judge" || (Host == 0 && Service != "code");

    /// <summary>Whether it ended in an exception, an error or a refusal, or nobody waited for its end.</summary>
    [JsonIgnore]
    public bool IsFailed => Failed || GaveUp;
}

/// <summary>One operation of an order that a check decided.</summary>
/// <param name="Client">Whose it was, from 1.</param>
/// <param name="Operation">The service's own word for it.</param>
/// <param name="Detail">Its arguments, shortened for reading.</param>
public sealed record ScheduleStep(int Client, string Operation, string Detail);

/// <summary>The order of clients' operations in which a check fails.</summary>
/// <param name="Interleaving">Which of the check's interleavings it belongs to, from 1.</param>
public sealed record BreakingSchedule(int Interleaving, IReadOnlyList<ScheduleStep> Steps);

/// <summary>One step of a statement's plan, in SQLite's words.</summary>
/// <param name="Depth">How deep in the tree of steps, from 0; the statement itself comes first, at 0.</param>
public sealed record PlanLine(int Depth, string Text);
