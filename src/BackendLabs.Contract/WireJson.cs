using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace BackendLabs.Contract;

/// <summary>The wire's JSON, generated at build time so that no process pays for reflection at its start.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = 64)]
[JsonSerializable(typeof(GraderToCompiler))]
[JsonSerializable(typeof(CompilerToGrader))]
[JsonSerializable(typeof(LanguageAnswer))]
[JsonSerializable(typeof(JudgeToHost))]
[JsonSerializable(typeof(HostToJudge))]
[JsonSerializable(typeof(WorkUnderWay))]
[JsonSerializable(typeof(GraderToJudge))]
[JsonSerializable(typeof(JudgeToGrader))]
public sealed partial class WireJson : JsonSerializerContext;

/// <summary>The longest message each stream carries, in bytes.</summary>
public static class WireLimits
{
    /// <summary>Grader and Compiler: sources and assemblies, as base64.</summary>
    public const int Compiler = 32 * 1024 * 1024;

    /// <summary>Grader and Judge: the same, and whole timelines.</summary>
    public const int Judge = 64 * 1024 * 1024;

    /// <summary>Judge to SnippetHost: an assembly.</summary>
    public const int ToHost = 32 * 1024 * 1024;

    /// <summary>SnippetHost to Judge: one result.</summary>
    public const int FromHost = 4 * 1024 * 1024;
}

/// <summary>The same for what a process says that runs a stranger's code: a member that is never null must be there.</summary>
public static class StrictWire
{
    public static JsonTypeInfo<JudgeToGrader> JudgeToGrader { get; } = (JsonTypeInfo<JudgeToGrader>)new JsonSerializerOptions(WireJson.Default.Options)
    {
        RespectNullableAnnotations = true,
        TypeInfoResolver = WireJson.Default.WithAddedModifier(type =>
        {
            foreach (var member in type.Kind == JsonTypeInfoKind.Object ? type.Properties : [])
                member.IsRequired = member is { IsSetNullable: false, IsGetNullable: false } && !member.PropertyType.IsValueType;
        }),
    }.GetTypeInfo(typeof(JudgeToGrader));
}
