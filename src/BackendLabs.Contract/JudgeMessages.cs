using System.Text.Json.Serialization;

namespace BackendLabs.Contract;

/// <summary>Grader to Judge.</summary>
[JsonDerivedType(typeof(Prepare), "prepare")]
[JsonDerivedType(typeof(RunChecks), "run")]
[JsonDerivedType(typeof(HostRefused), "hostRefused")]
[JsonDerivedType(typeof(HostPlaced), "hostPlaced")]
[JsonDerivedType(typeof(HostEnded), "hostEnded")]
[JsonDerivedType(typeof(WorldOpened), "worldOpened")]
[JsonDerivedType(typeof(ServiceRefused), "refused")]
[JsonDerivedType(typeof(ServiceSeen), "seen")]
[JsonDerivedType(typeof(Settled), "settled")]
[JsonDerivedType(typeof(ServerSwitched), "serverSwitched")]
public abstract record GraderToJudge
{
    private GraderToJudge() { }

    /// <summary>The lab that this judge serves from now on; answered by <see cref="JudgeToGrader.Prepared"/>.</summary>
    /// <param name="Seeds">By the kind of service: the texts that fill it in a fresh world, in their order.</param>
    /// <param name="Ahead">How many worlds to keep ready before they are asked for.</param>
    /// <param name="StaysReady">Whether to do so between runs too.</param>
    public sealed record Prepare(
        string LabId,
        byte[] ChecksAssembly,
        byte[] ChecksSymbols,
        byte[]? ContractAssembly,
        IReadOnlyDictionary<string, string> Services,
        IReadOnlyList<EntrySignature> Entries,
        IReadOnlyDictionary<string, IReadOnlyList<string>> Seeds,
        JudgeLimits Limits,
        bool RedisScripting,
        int Ahead,
        bool StaysReady) : GraderToJudge
    {
        /// <summary>The ids of the rules that each check holds, by the check's id; null where the lab states none.</summary>
        public IReadOnlyDictionary<string, IReadOnlyList<string>>? Rules { get; init; }
    }

    /// <summary>Runs checks of the prepared lab against one snippet.</summary>
    public sealed record RunChecks(int RunId, byte[] Assembly, byte[] Symbols, RunOptions Options) : GraderToJudge;

    /// <summary>A world's folder is there and its servers are starting.</summary>
    /// <param name="Folder">The world's own; the grader makes all folders in it. <c>db/</c>, <c>h1/</c>, <c>h2/</c>, … are what a snippet's process sees of it, <c>own/</c> is the judge's.</param>
    /// <param name="Places">Where the world's services are, by their kind; one that the judge makes itself has no place.</param>
    /// <param name="Error">Why the world could not be opened; null where it could.</param>
    public sealed record WorldOpened(
        int World,
        string Folder,
        IReadOnlyDictionary<string, ServicePlace> Places,
        string? Error) : GraderToJudge;

    /// <summary>Answers <see cref="JudgeToGrader.PlaceHost"/>: the folder is there, for the judge to listen in.</summary>
    public sealed record HostPlaced(int World, int Host) : GraderToJudge;

    /// <summary>A snippet's process could not be started, or its folder not be made.</summary>
    public sealed record HostRefused(int World, int Host, string Reason) : GraderToJudge;

    /// <summary>A snippet's process has ended, whoever ended it.</summary>
    public sealed record HostEnded(int World, int Host, HostExit Exit) : GraderToJudge;

    /// <summary>A gate outside the judge (Docker's) refused something that this world's snippet asked for.</summary>
    public sealed record ServiceRefused(int World, int Host, GateRefusal Refusal) : GraderToJudge;

    /// <summary>A gate outside the judge saw an operation.</summary>
    public sealed record ServiceSeen(int World, TimelineEvent Event) : GraderToJudge;

    /// <summary>Answers <see cref="JudgeToGrader.Settle"/>: what gates outside the judge saw of this world before has been told.</summary>
    public sealed record Settled(int World, int Number) : GraderToJudge;

    /// <summary>Answers <see cref="JudgeToGrader.SwitchServer"/>.</summary>
    /// <param name="Error">Why it could not be done; null where it was.</param>
    public sealed record ServerSwitched(int World, string Kind, string? Error) : GraderToJudge;
}

/// <summary>Judge to Grader.</summary>
[JsonDerivedType(typeof(Prepared), "prepared")]
[JsonDerivedType(typeof(Unusable), "unusable")]
[JsonDerivedType(typeof(OpenWorld), "openWorld")]
[JsonDerivedType(typeof(PlaceHost), "placeHost")]
[JsonDerivedType(typeof(StartHost), "startHost")]
[JsonDerivedType(typeof(StopHost), "stopHost")]
[JsonDerivedType(typeof(EndWorld), "endWorld")]
[JsonDerivedType(typeof(Settle), "settle")]
[JsonDerivedType(typeof(SwitchServer), "switchServer")]
[JsonDerivedType(typeof(CheckBegan), "began")]
[JsonDerivedType(typeof(CheckEnded), "ended")]
[JsonDerivedType(typeof(WorldSeen), "worldSeen")]
[JsonDerivedType(typeof(RunEnded), "runEnded")]
[JsonDerivedType(typeof(RunCleared), "runCleared")]
public abstract record JudgeToGrader
{
    private JudgeToGrader() { }

    public sealed record Prepared(IReadOnlyList<CheckDeclaration> Checks) : JudgeToGrader;

    /// <summary>The check script itself is wrong: it threw, or declared something twice.</summary>
    public sealed record Unusable(IReadOnlyList<SnippetDiagnostic> Problems) : JudgeToGrader
    {
        /// <summary>A text of the seed is wrong, or never ends, whatever the script is; null where none is.</summary>
        public SeedProblem? Seed { get; init; }
    }

    /// <summary>Make a folder and start the lab's servers; answered by <see cref="GraderToJudge.WorldOpened"/>.</summary>
    public sealed record OpenWorld(int World) : JudgeToGrader;

    /// <summary>
    /// Make the folder of host number <paramref name="Host"/>, which is one more than the last; answered by
    /// <see cref="GraderToJudge.HostPlaced"/>.
    /// </summary>
    public sealed record PlaceHost(int World, int Host) : JudgeToGrader;

    /// <summary>The judge listens for a host in the folder that was made for it; start its process, once.</summary>
    public sealed record StartHost(int World, int Host) : JudgeToGrader;

    /// <summary>Kill the process's whole tree; answered by <see cref="GraderToJudge.HostEnded"/>.</summary>
    public sealed record StopHost(int World, int Host) : JudgeToGrader;

    /// <summary>End everything of the world and remove its folder.</summary>
    /// <param name="CheckId">The check that used it; null where none did.</param>
    public sealed record EndWorld(int World, string? CheckId) : JudgeToGrader;

    /// <summary>
    /// Say when everything that gates outside the judge have seen has been told. A call's answer comes straight from
    /// the snippet, what the gate saw of it by way of the grader: without this, the answer may come first.
    /// </summary>
    public sealed record Settle(int World, int Number) : JudgeToGrader;

    /// <summary>
    /// Kill a server of the world, as a crash does, or start it again on what it had written; answered by
    /// <see cref="GraderToJudge.ServerSwitched"/>. One at a time for each server.
    /// </summary>
    /// <param name="Kind">Of the service that the server is.</param>
    public sealed record SwitchServer(int World, string Kind, bool On) : JudgeToGrader;

    public sealed record CheckBegan(int RunId, string CheckId, int Number, int Count) : JudgeToGrader;

    public sealed record CheckEnded(int RunId, CheckReport Report) : JudgeToGrader;

    /// <summary>
    /// What the world of a check that has ended held. It comes after the report, so that nothing which a student's code
    /// left there can change what was reported.
    /// </summary>
    public sealed record WorldSeen(int RunId, string CheckId, WorldSnapshot World) : JudgeToGrader;

    /// <param name="Output">What the snippet printed, check after check, cut at the limit.</param>
    /// <param name="OutputBytes">Printed in the check that printed most, in UTF-8.</param>
    /// <param name="Answers">Where the run recorded them: what the entries answered, in order, per check.</param>
    public sealed record RunEnded(int RunId, string Output, long OutputBytes, IReadOnlyDictionary<string, IReadOnlyList<RecordedAnswer>>? Answers) : JudgeToGrader;

    /// <summary>Comes after a run's end, so that nobody waits for it with a verdict.</summary>
    /// <param name="Left">What the lab's own checks left in this process, for which it should serve no other run; null for nothing.</param>
    public sealed record RunCleared(int RunId, string? Left) : JudgeToGrader;
}

/// <summary>A statement of a lab's seed that cannot fill a service.</summary>
/// <param name="Kind">Of the service that it fills.</param>
/// <param name="Text">Which of the texts in <see cref="GraderToJudge.Prepare.Seeds"/>, from 0.</param>
/// <param name="Line">From 1; null where the service does not say.</param>
public sealed record SeedProblem(string Kind, int Text, int? Line, string Message);

/// <param name="Parameters">Of the entry, in order.</param>
public sealed record EntrySignature(string Name, string ReturnType, IReadOnlyList<EntryParameter> Parameters);

/// <param name="Service">The kind of service or injected value that fills it (<c>sqlite</c>, <c>cancellation</c>, …); null where the caller gives it.</param>
public sealed record EntryParameter(string Type, string Name, string? Service);

/// <param name="Wall">How long one check may take.</param>
/// <param name="MemoryBytes">Of a snippet's process.</param>
/// <param name="OutputBytes">That a snippet may print in one check, in UTF-8.</param>
public sealed record JudgeLimits(TimeSpan Wall, long MemoryBytes, int OutputBytes);

/// <param name="Line">Where the check is declared in <c>checks.csx</c>, from 1.</param>
public sealed record CheckDeclaration(string Id, int Points, string Title, IReadOnlyList<string> Needs, int Line);

/// <summary>How a run treats the snippet: for real, or as one of the probes that a lab must fail.</summary>
[JsonDerivedType(typeof(Normal), "normal")]
[JsonDerivedType(typeof(Replay), "replay")]
[JsonDerivedType(typeof(Decoy), "decoy")]
[JsonDerivedType(typeof(OwnMemory), "ownMemory")]
public abstract record RunMode
{
    private RunMode() { }

    /// <param name="RecordAnswers">Whether the entries' answers are kept.</param>
    /// <param name="RecordsTimeline">False only where the cost of recording is measured.</param>
    public sealed record Normal(bool RecordAnswers = false, bool RecordsTimeline = true) : RunMode;

    /// <summary>No snippet runs: every call is answered from a record, so no service is touched.</summary>
    public sealed record Replay(IReadOnlyDictionary<string, IReadOnlyList<RecordedAnswer>> Answers) : RunMode;

    /// <summary>The snippet's services lead to a copy made from <paramref name="OtherSeed"/>, the judge's to the real ones.</summary>
    /// <param name="Services">Which services are exchanged.</param>
    public sealed record Decoy(IReadOnlyList<string> Services, long OtherSeed) : RunMode;

    /// <summary>
    /// Each of the snippet's processes has a copy of one service that nobody else sees and that ends with it, as if it kept
    /// in its own memory what belongs there; the judge looks at the real one. A check that passes without reading anything
    /// back that was kept so is told as failed, for it claims nothing; those that need it run.
    /// </summary>
    /// <param name="Service">The kind: <c>sqlite</c> or <c>redis</c>.</param>
    public sealed record OwnMemory(string Service) : RunMode;
}

/// <summary>One call's outcome: a result as JSON, or an exception.</summary>
public sealed record RecordedAnswer(string Entry, string? Json, SnippetError? Error);

/// <summary>How a snippet's process ended.</summary>
/// <param name="Code">Exit code, 128 + signal where a signal ended it; null where it was ended on request.</param>
/// <param name="OutOfMemory">The kernel or the watchdog ended it at its memory limit.</param>
/// <param name="LastWords">The end of what it wrote to standard error, 4,000 characters at most.</param>
public sealed record HostExit(int? Code, bool OutOfMemory, string LastWords, long CpuMilliseconds, long PeakBytes);

/// <param name="Timeline">Everything that went through this check's gates, in order.</param>
/// <param name="At">The place in the timeline, from 0, where it went wrong; null where no single operation is to blame.</param>
/// <param name="Strayed">Why the order that was to be followed could not be; null where it was, or none was given.</param>
public sealed record CheckReport(
    string CheckId, CheckStatus Status, TimeSpan Elapsed, IReadOnlyList<TimelineEvent> Timeline, int? At = null, string? Strayed = null)
{
    /// <summary>Names what the check's Given drew from the seed; empty where it drew nothing, null where it did not come to that.</summary>
    public string? Drawn { get; init; }

    /// <summary>Put in by the grader when <see cref="JudgeToGrader.WorldSeen"/> has come; null where nobody asked.</summary>
    public WorldSnapshot? World { get; init; }
}

/// <summary>Where the judge reaches a service of a world.</summary>
/// <param name="Socket">A unix socket, or the folder of one whose name the client library composes.</param>
/// <param name="Password">The judge's own; null where none is asked.</param>
/// <param name="Decoy">The socket of one that nobody else ever uses, which a probe shows the judge; null where a probe needs none.</param>
public sealed record ServicePlace(string Socket, string? Password = null, string? Decoy = null)
{
    /// <summary>The same as the box of a snippet's process shows it; null where the judge has a gate in between.</summary>
    public string? ForSnippet { get; init; }
}
