using System.Text.Json;
using BackendLabs.Cli.Screens;
using BackendLabs.Contract;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Checking;

/// <summary>
/// The report as JSON, for programs: no field that it has ever had changes its meaning. An infrastructure error adds <c>reason</c> and <c>remedy</c>, free code
/// <c>free</c> and <c>returned</c>, a look at the worlds <c>state</c>; a check that did not pass the place of the event
/// where it went wrong (<c>at</c>, from 0) and <c>line</c>, or <c>lastLine</c> where only the last thing that the code did
/// is known; an event whose it is (<c>client</c>, <c>judges</c>) and that it <c>failed</c>, where that is so.
/// </summary>
internal static class JsonReport
{
    public static string Write(RunReport report) => JsonText.Write(writer => writer.WriteObject(() =>
    {
        writer.WriteString("lab", report.Lab);
        writer.WriteNumber("version", report.Version);
        writer.WriteString("verdict", report.Verdict.Name);
        WriteReason(writer, report.Verdict);
        if (report.IsFree)
            writer.WriteBoolean("free", value: true);
        writer.WriteNumber("score", report.Score);
        writer.WriteNumber("max", report.Max);
        writer.WriteNumber("seed", report.Seed);
        writer.WriteArray("layers", report.Layers, layer => WriteLayer(writer, layer));
        writer.WriteMilliseconds("elapsedMs", report.Elapsed);
        writer.WriteStartObject("usage");
        writer.WriteMilliseconds("cpuMs", report.Usage.Cpu);
        writer.WriteNumber("peakBytes", report.Usage.PeakBytes);
        writer.WriteNumber("outputBytes", report.Usage.OutputBytes);
        writer.WriteEndObject();
        writer.WriteArray("diagnostics", report.Diagnostics, diagnostic => WriteDiagnostic(writer, diagnostic));
        writer.WriteString("output", report.Output);
        writer.WriteArray("checks", report.Checks, check => WriteCheck(writer, check));
    }));

    public static void WriteLayer(Utf8JsonWriter writer, LayerState layer) => writer.WriteObject(() =>
    {
        writer.WriteString("name", layer.Name);
        writer.WriteString("state", layer.State);
        writer.WriteString("reason", layer.Reason);
        writer.WriteString("remedy", layer.Remedy);
    });

    private static void WriteReason(Utf8JsonWriter writer, Verdict verdict)
    {
        if (verdict is not Verdict.InfrastructureError error)
            return;
        writer.WriteString("reason", error.Reason);
        writer.WriteString("remedy", error.Remedy);
    }

    private static void WriteDiagnostic(Utf8JsonWriter writer, SnippetDiagnostic diagnostic) => writer.WriteObject(() =>
    {
        writer.WriteNumber("line", diagnostic.Line);
        writer.WriteNumber("column", diagnostic.Column);
        writer.WriteString("id", diagnostic.Id);
        writer.WriteString("message", diagnostic.Message);
        writer.WriteString("hint", diagnostic.Hint);
        if (!diagnostic.IsError)
            writer.WriteBoolean("warning", value: true);
    });

    private static void WriteCheck(Utf8JsonWriter writer, CheckResult check) => writer.WriteObject(() =>
    {
        var words = CheckWords.Of(check);
        writer.WriteString("id", check.Id);
        writer.WriteString("title", check.Title);
        writer.WriteString("status", check.Status.Name);
        writer.WriteNumber("points", check.Points);
        writer.WriteNumber("max", check.Max);
        writer.WriteString("message", words.Message);
        writer.WriteString("expected", words.Expected);
        writer.WriteString("actual", words.Actual);
        writer.WriteString("hint", check.Hint);
        WritePlace(writer, check, words);
        if (check.WasRepeated)
            writer.WriteBoolean("repeated", value: true);
        if (check.Status is CheckStatus.Failed { Schedule.Steps: var schedule })
            writer.WriteArray("schedule", schedule, step => WriteStep(writer, step));
        if (check.Status is CheckStatus.Failed { Plan: { Count: > 0 } plan })
            writer.WriteArray("plan", plan, step => WritePlanned(writer, step));
        if (check.Returned is { } returned)
            writer.WriteString("returned", returned);
        writer.WriteArray("timeline", check.Timeline, operation => WriteOperation(writer, operation));
        if (check.World is { } world)
            WorldJson.Write(writer, "state", world);
    });

    // What is known of where it went wrong: the event, and its line or else the last one that did anything.
    private static void WritePlace(Utf8JsonWriter writer, CheckResult check, CheckWords words)
    {
        if (CheckWords.WrongOf(check) is { } at)
            writer.WriteNumber("at", at);
        if (words.Line is { } line)
            writer.WriteNumber(CheckWords.IsGuess(check) ? "lastLine" : "line", line);
    }

    private static void WriteStep(Utf8JsonWriter writer, ScheduleStep step) => writer.WriteObject(() =>
    {
        writer.WriteNumber("client", step.Client);
        writer.WriteString("operation", step.Operation);
        writer.WriteString("detail", step.Detail);
    });

    private static void WritePlanned(Utf8JsonWriter writer, PlanLine step) => writer.WriteObject(() =>
    {
        writer.WriteNumber("depth", step.Depth);
        writer.WriteString("text", step.Text);
    });

    private static void WriteOperation(Utf8JsonWriter writer, OperationEvent operation) => writer.WriteObject(() =>
    {
        writer.WriteMilliseconds("at", operation.At);
        writer.WriteMilliseconds("ms", operation.Duration);
        writer.WriteString("service", operation.Service);
        writer.WriteString("operation", operation.Operation);
        writer.WriteString("detail", operation.Detail);
        writer.WriteNumberOrNull("line", operation.Line);
        writer.WriteBoolean("inside", operation.SelfReported);
        if (operation.World is { } world)
            writer.WriteNumber("world", world);
        if (operation.Client is { } client)
            writer.WriteNumber("client", client);
        if (operation.IsJudges)
            writer.WriteBoolean("judges", value: true);
        if (operation.IsFailed)
            writer.WriteBoolean("failed", value: true);
    });
}
