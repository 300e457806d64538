using System.Text.Json.Serialization;

namespace BackendLabs.Labs;

/// <summary>One mistake in a lab, for its author.</summary>
/// <param name="File">Relative to the lab's root, e.g. <c>caching/cache-aside/lab.yaml</c>.</param>
/// <param name="Line">From 1; null where the file as a whole is meant.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Suggestion">What to write or do instead.</param>
public sealed record LabProblem(string File, int? Line, int? Column, string Message, string Suggestion)
{
    /// <summary>What it is about, as a unified diff; null where file and line say it all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Diff { get; init; }
}
