using System.Text.Json;
using BackendLabs.Contract;
using BackendLabs.Judge.Faults;
using BackendLabs.Judge.Worlds;

namespace BackendLabs.Judge.Services;

/// <summary>What a session of a check gives each of its services.</summary>
/// <param name="Refuse">Told of what a gate refuses.</param>
/// <param name="Ended">Cancelled at the session's end.</param>
internal sealed record SessionContext(
    GraderToJudge.Prepare Lab, PreparedServices Services, RunMode Mode, World World, JudgeTimeline Timeline, FaultLedger Ledger, WorldState State, TimeProvider Time, Action<GateRefusal> Refuse, CancellationToken Ended)
{
    /// <summary>How a check's own types cross in the bodies of HTTP.</summary>
    public required JsonSerializerOptions HttpJson { get; init; }

    /// <summary>Tells every process of the snippet, once the code is loaded.</summary>
    public required Func<Func<int, JudgeToHost>, Task> TellAsync { get; init; }

    /// <summary>Tells the process of one client, by its number.</summary>
    public required Func<int, Func<int, JudgeToHost>, Task> TellOneAsync { get; init; }

    /// <summary>Whether the snippet tells the time by the clock that it is given, which a check moves, and not by the machine's.</summary>
    public bool IsClockGiven { get; init; }

    /// <summary>Whether the snippet's processes have a copy of this kind of service, and not the real one.</summary>
    public bool IsCopied(string kind) => Mode switch
    {
        RunMode.Decoy decoy => decoy.Services.Contains(kind),
        RunMode.OwnMemory => HasOwnCopies(kind),
        _ => false,
    };

    /// <summary>Whether each process of the snippet has a copy of its own of this kind of service.</summary>
    public bool HasOwnCopies(string kind) => Mode is RunMode.OwnMemory memory && memory.Service == kind;
}
