using System.Text.Json.Serialization;
using BackendLabs.Contract;
using BackendLabs.Grader;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Resident;

/// <summary>What a command asks of the resident grader: one request for each connection. Closing it cancels the run.</summary>
[JsonDerivedType(typeof(Prepare), "prepare")]
[JsonDerivedType(typeof(Run), "run")]
[JsonDerivedType(typeof(Look), "look")]
[JsonDerivedType(typeof(Stop), "stop")]
internal abstract record CommandToResident
{
    private CommandToResident() { }

    /// <summary>A run of this lab will follow.</summary>
    public sealed record Prepare(LabPlace Lab) : CommandToResident;

    public sealed record Run(LabPlace Lab, string Source, string FileName, RunOptions Options) : CommandToResident;

    /// <summary>How it is.</summary>
    public sealed record Look : CommandToResident;

    /// <summary>It ends: at once, and all that it started.</summary>
    public sealed record Stop : CommandToResident;
}

/// <summary>What the resident grader answers.</summary>
[JsonDerivedType(typeof(Progress), "progress")]
[JsonDerivedType(typeof(Ended), "ended")]
[JsonDerivedType(typeof(Unknown), "unknown")]
[JsonDerivedType(typeof(State), "state")]
internal abstract record ResidentToCommand
{
    private ResidentToCommand() { }

    public sealed record Progress(RunProgress What) : ResidentToCommand;

    public sealed record Ended(RunReport Report) : ResidentToCommand;

    /// <summary>The lab is not the one that the command has read: the command runs it by itself.</summary>
    public sealed record Unknown(string Reason) : ResidentToCommand;

    /// <param name="Process">Its number.</param>
    /// <param name="Running">Runs under way.</param>
    /// <param name="Waiting">Runs that wait for a core.</param>
    /// <param name="Bytes">Memory of it and of all that it started.</param>
    /// <param name="Warm">The labs whose judges and worlds are ready.</param>
    public sealed record State(int Process, int Running, int Waiting, int Cores, long Bytes, TimeSpan Age, IReadOnlyList<string> Warm) : ResidentToCommand;
}

/// <summary>Where a command found a lab. The digest tells whether both have read the same.</summary>
/// <param name="Root">The folder of tracks.</param>
internal sealed record LabPlace(string Root, string Id, string Digest);

/// <summary>Those messages' JSON. Names that verdicts share with outcomes of checks are told apart.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CommandToResident))]
[JsonSerializable(typeof(ResidentToCommand))]
[JsonSerializable(typeof(Verdict.Passed), TypeInfoPropertyName = "VerdictPassed")]
[JsonSerializable(typeof(Verdict.Failed), TypeInfoPropertyName = "VerdictFailed")]
[JsonSerializable(typeof(Verdict.CompileError), TypeInfoPropertyName = "VerdictCompileError")]
[JsonSerializable(typeof(Verdict.RuntimeError), TypeInfoPropertyName = "VerdictRuntimeError")]
[JsonSerializable(typeof(Verdict.TimeLimit), TypeInfoPropertyName = "VerdictTimeLimit")]
[JsonSerializable(typeof(Verdict.MemoryLimit), TypeInfoPropertyName = "VerdictMemoryLimit")]
[JsonSerializable(typeof(Verdict.OutputLimit), TypeInfoPropertyName = "VerdictOutputLimit")]
[JsonSerializable(typeof(Verdict.Denied), TypeInfoPropertyName = "VerdictDenied")]
[JsonSerializable(typeof(Verdict.InfrastructureError), TypeInfoPropertyName = "VerdictInfrastructureError")]
internal sealed partial class ResidentJson : JsonSerializerContext;
