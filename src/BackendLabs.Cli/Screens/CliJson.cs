using System.Text.Json.Serialization;
using BackendLabs.Cli.Authoring;
using BackendLabs.Cli.Benching;
using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Grading;
using BackendLabs.Cli.Learning;
using BackendLabs.Cli.Machine;
using BackendLabs.Cli.Records;
using BackendLabs.Cli.Sharing;

namespace BackendLabs.Cli.Screens;

/// <summary>The command's JSON, generated at build time so that no process pays for reflection to say a few lines.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(JsonReport))]
[JsonSerializable(typeof(SharedAttempt))]
[JsonSerializable(typeof(WorldJson))]
[JsonSerializable(typeof(CtrfReport))]
[JsonSerializable(typeof(ExercismReport))]
[JsonSerializable(typeof(VerificationJson))]
[JsonSerializable(typeof(ValidationJson))]
[JsonSerializable(typeof(TranscriptJson))]
[JsonSerializable(typeof(CatalogJson))]
[JsonSerializable(typeof(ProgressJson))]
[JsonSerializable(typeof(BenchReport))]
[JsonSerializable(typeof(DoctorJson))]
[JsonSerializable(typeof(StageJson))]
internal sealed partial class CliJson : JsonSerializerContext;
