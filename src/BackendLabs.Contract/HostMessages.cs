using System.Text.Json.Serialization;

namespace BackendLabs.Contract;

/// <summary>Judge to SnippetHost.</summary>
[JsonDerivedType(typeof(Load), "load")]
[JsonDerivedType(typeof(Call), "call")]
[JsonDerivedType(typeof(AdvanceClock), "clock")]
[JsonDerivedType(typeof(StopClock), "stopClock")]
[JsonDerivedType(typeof(LookAtWork), "lookAtWork")]
[JsonDerivedType(typeof(FillDatabase), "fill")]
[JsonDerivedType(typeof(HoldStatement), "hold")]
[JsonDerivedType(typeof(ReleaseStatement), "release")]
[JsonDerivedType(typeof(TellPending), "tellPending")]
public abstract record JudgeToHost
{
    private JudgeToHost() { }

    /// <summary>Loads the snippet and runs its top-level statements; answered by <see cref="HostToJudge.Loaded"/> or <see cref="HostToJudge.Raised"/> with id 0.</summary>
    /// <param name="Services">The lab's services: name to kind.</param>
    /// <param name="OutputBytes">How much the snippet may print, in UTF-8 bytes.</param>
    public sealed record Load(
        byte[] Assembly,
        byte[]? ContractAssembly,
        IReadOnlyDictionary<string, string> Services,
        int OutputBytes) : JudgeToHost
    {
        /// <summary>Whether the process tells of its operations; false only where that is measured.</summary>
        public bool Records { get; init; } = true;

        /// <summary>How far the check has advanced the clock by now, in ticks of 100 ns.</summary>
        public long ClockTicks { get; init; }

        /// <summary>Where the check has the clock stand, in ticks of 100 ns of UTC; null where it goes on.</summary>
        public long? ClockStandsAt { get; init; }

        /// <summary>Whether the check has filled the disk.</summary>
        public bool DatabaseIsFull { get; init; }

        /// <summary>What this process needs to know to reach its services, by their kind; none where they are in their usual places.</summary>
        public IReadOnlyDictionary<string, string> Access { get; init; } = new Dictionary<string, string>();
    }

    /// <summary>Calls an entry on a thread of its own with services of its own.</summary>
    /// <param name="Id">From 1; comes back in the reply.</param>
    /// <param name="Arguments">The arguments that are not services, each as JSON, in the entry's order.</param>
    public sealed record Call(int Id, string Entry, IReadOnlyList<string> Arguments) : JudgeToHost;

    /// <summary>Moves the injected clock on, and with it every timer made of it; answered by <see cref="HostToJudge.Returned"/>.</summary>
    /// <param name="Ticks">Of 100 ns.</param>
    public sealed record AdvanceClock(int Id, long Ticks) : JudgeToHost;

    /// <summary>The injected clock stands at a moment, and moves by <see cref="AdvanceClock"/> alone; answered by <see cref="HostToJudge.Returned"/>.</summary>
    /// <param name="At">In ticks of 100 ns of UTC.</param>
    public sealed record StopClock(int Id, long At) : JudgeToHost;

    /// <summary>Whether the code does anything, and when its next timer is due; answered by <see cref="HostToJudge.Returned"/> with a <see cref="WorkUnderWay"/>.</summary>
    public sealed record LookAtWork(int Id) : JudgeToHost;

    /// <summary>Something that the judge does to a service in this process; answered by <see cref="HostToJudge.Returned"/>.</summary>
    public abstract record ToService(int Id) : JudgeToHost;

    /// <summary>From now on a connection to the database finds no room for another page, or does again; answered by <see cref="HostToJudge.Returned"/>.</summary>
    public sealed record FillDatabase(int Id, bool IsFull) : ToService(Id);

    /// <summary>One of the statements to come waits before it does anything; answered by <see cref="HostToJudge.Returned"/>, and by <see cref="HostToJudge.Held"/> once it waits.</summary>
    /// <param name="Number">Of the hold, from 1.</param>
    /// <param name="Nth">Which statement from now on, from 1.</param>
    /// <param name="WritesOnly">Whether only statements count that change rows or tables.</param>
    public sealed record HoldStatement(int Id, int Number, int Nth, bool WritesOnly) : ToService(Id);

    /// <summary>The statement goes on, or will not be held; answered by <see cref="HostToJudge.Returned"/>.</summary>
    public sealed record ReleaseStatement(int Id, int Number) : ToService(Id);

    /// <summary>Time is up: each operation that has begun and has no answer is told; answered by <see cref="HostToJudge.Returned"/>.</summary>
    public sealed record TellPending(int Id) : ToService(Id);
}

/// <summary>SnippetHost to Judge. All of it is data from the student's process and proves nothing by itself.</summary>
[JsonDerivedType(typeof(Hello), "hello")]
[JsonDerivedType(typeof(Loaded), "loaded")]
[JsonDerivedType(typeof(Returned), "returned")]
[JsonDerivedType(typeof(Raised), "raised")]
[JsonDerivedType(typeof(Printed), "printed")]
[JsonDerivedType(typeof(Observed), "observed")]
[JsonDerivedType(typeof(Refused), "refused")]
[JsonDerivedType(typeof(Held), "held")]
public abstract record HostToJudge
{
    private HostToJudge() { }

    /// <summary>The first message, once the host listens.</summary>
    public sealed record Hello : HostToJudge;

    public sealed record Loaded : HostToJudge;

    /// <param name="Json">The result as JSON; <c>null</c> for a void entry.</param>
    public sealed record Returned(int Id, string Json) : HostToJudge;

    /// <param name="Id">The call; 0 for the top-level statements.</param>
    public sealed record Raised(int Id, SnippetError Error) : HostToJudge;

    /// <param name="IsCut">More was printed than a check keeps: what comes after this text is left out.</param>
    /// <param name="IsFlood">So much was printed that it hardly ends: <see cref="FloodFactor"/> times what a check keeps.</param>
    public sealed record Printed(string Text, bool IsCut = false, bool IsFlood = false) : HostToJudge
    {
        public const int FloodFactor = 16;
    }

    /// <summary>A statement, or another operation that only the student's process saw.</summary>
    /// <param name="Frame">Where it was asked for; null where that is not known.</param>
    /// <param name="Key">Of Redis: the first key that it names; of HTTP: path and query. Null where there is none, or a very long one.</param>
    /// <param name="Statement">Of SQLite: the statement itself.</param>
    /// <param name="Redis">Of Redis: what the client says of what it sent.</param>
    public sealed record Observed(
        TimelineEvent Event, StackFrameToken? Frame, string? Key = null, StatementFacts? Statement = null, RedisFacts? Redis = null) : HostToJudge;

    /// <summary>What the student's own connection to the database refused, so that the verdict can say why.</summary>
    public sealed record Refused(GateRefusal Refusal) : HostToJudge;

    /// <summary>A statement waits, as <see cref="JudgeToHost.HoldStatement"/> asked.</summary>
    public sealed record Held(int Number) : HostToJudge;
}

/// <summary>What a process says of its own work.</summary>
/// <param name="IsBusy">Whether a thread runs, or work waits for one.</param>
/// <param name="NextTimer">How long until the next timer of the injected clock is due, in ticks of 100 ns, by that clock; null where none is set.</param>
public sealed record WorkUnderWay(bool IsBusy, long? NextTimer);

/// <summary>A statement that ran in the student's process, as that process tells.</summary>
/// <param name="Sql">With its parameters as they were written; cut at <see cref="LongestSql"/> characters.</param>
/// <param name="Rows">That it gave.</param>
/// <param name="Stepped">Rows that it went through one by one because no index led to them (SQLITE_STMTSTATUS_FULLSCAN_STEP).</param>
/// <param name="Writes">Whether it changes rows or tables.</param>
/// <param name="Trouble">Why it failed; null where it did not.</param>
public sealed record StatementFacts(string Sql, int Rows, long Stepped, bool Writes, string? Trouble)
{
    /// <summary>The same with its values in place of the parameters, for a plan may depend on them; null where there are none, or where it is longer.</summary>
    public string? Expanded { get; init; }

    public const int LongestSql = 16 * 1024;
}

/// <summary>What the client library says of one operation on Redis.</summary>
/// <param name="Commands">That it sent and that were answered, each once, in capitals: <c>GET</c>. Empty where the client does not know.</param>
/// <param name="IsQueued">Whether it waited in a transaction for EXEC.</param>
public sealed record RedisFacts(IReadOnlyList<string> Commands, bool IsQueued)
{
    /// <summary>The most that one operation names.</summary>
    public const int MostCommands = 8;
}

/// <summary>An exception of the snippet, as data.</summary>
/// <param name="Type">Full name of the exception's type.</param>
/// <param name="Message">Cut at 4,000 characters.</param>
/// <param name="Frames">The snippet's own frames, innermost first; 20 at most.</param>
/// <param name="Inner">The inner exception, to a depth of 4.</param>
/// <param name="HeapBytes">Where memory ran out: how much the heap had taken when it did; 0 otherwise.</param>
/// <param name="Facts">What its library knows beside the message; null where nothing.</param>
public sealed record SnippetError(
    string Type, string Message, IReadOnlyList<StackFrameToken> Frames, SnippetError? Inner, long HeapBytes = 0, ErrorFacts? Facts = null);

/// <summary>What a client library knows of an exception that its message does not say.</summary>
/// <param name="Code">The library's own number or word for the error: SQLite's result code, a SQLSTATE, an HTTP status. Null where it has none.</param>
/// <param name="Names">Parameters of a statement that have no value.</param>
/// <param name="Unused">Parameters that have one and that the statement does not name.</param>
public sealed record ErrorFacts(string? Code, IReadOnlyList<string> Names, IReadOnlyList<string> Unused)
{
    /// <summary>The most names of each kind.</summary>
    public const int MostNames = 8;

    /// <summary>The longest name or code, in characters.</summary>
    public const int LongestName = 80;

    public static ErrorFacts OfCode(string code) => new(code, [], []);
}

/// <summary>A place in the snippet's assembly. The line is found outside, from the debug information that the student's process never has.</summary>
/// <param name="Method">The method's metadata token.</param>
/// <param name="Offset">The IL offset in it.</param>
public sealed record StackFrameToken(int Method, int Offset);
