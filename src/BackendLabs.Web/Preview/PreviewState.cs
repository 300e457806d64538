using System.Text.Json;
using BackendLabs.Labs;

namespace BackendLabs.Web.Preview;

/// <summary>A lab at work, as its author sees it.</summary>
/// <param name="Version">Rises with each change of the lab's files.</param>
/// <param name="Problems">What reading the files found; with none, the lab is whole.</param>
/// <param name="Proof">Of <c>lab validate</c>.</param>
/// <param name="Answers">Of <c>lab transcript</c>: what a student reads for each answer.</param>
internal sealed record PreviewState(long Version, string Lab, IReadOnlyList<LabProblem> Problems, PreviewPart Proof, PreviewPart Answers);

/// <param name="State"><c>waiting</c>, <c>running</c>, <c>done</c> or <c>failed</c>.</param>
/// <param name="Result">The command's JSON; null until it is done.</param>
/// <param name="Words">Why it failed, or what it waits for.</param>
internal sealed record PreviewPart(string State, JsonElement? Result = null, string? Words = null)
{
    public static readonly PreviewPart Waiting = new("waiting");
    public static readonly PreviewPart Running = new("running");
}
