using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace BackendLabs.Labs.Evidence;

/// <summary>Writes the parts of a record (the form is described in docs/evidence.md).</summary>
internal static class FactsToJson
{
    public static Dictionary<string, EvidencePart> Parts(EvidenceFacts facts) => new(StringComparer.Ordinal)
    {
        [EvidenceParts.Person] = EvidencePart.Of(writer => writer.WriteString("name", facts.Person)),
        [EvidenceParts.Run] = EvidencePart.Of(writer => WriteRun(writer, facts)),
        [EvidenceParts.Snippet] = EvidencePart.Of(writer => writer.WriteString("sha256", DigestOf(facts.Source))),
        [EvidenceParts.Text] = EvidencePart.Of(writer =>
        {
            writer.WriteString("file", facts.FileName);
            writer.WriteString("text", facts.Source);
        }),
        [EvidenceParts.Timeline] = EvidencePart.Of(writer => WriteTimeline(writer, facts.Report)),
        [EvidenceParts.Verdict] = EvidencePart.Of(writer => WriteVerdict(writer, facts.Report)),
    };

    /// <summary>SHA-256 of the text in UTF-8; lower-case hex.</summary>
    public static string DigestOf(string source) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source)));

    private static void WriteRun(Utf8JsonWriter writer, EvidenceFacts facts)
    {
        writer.WriteString("at", facts.At.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture));
        writer.WriteString("lab", facts.Report.Lab);
        writer.WriteString("labDigest", facts.LabDigest);
        writer.WriteNumber("labVersion", facts.Report.Version);
        writer.WriteObjects("layers", facts.Report.Layers, layer =>
        {
            writer.WriteString("name", layer.Name);
            writer.WriteString("reason", layer.Reason);
            writer.WriteString("state", layer.State);
        });
        if (facts.Order is null)
            writer.WriteNull("order");
        else
            writer.WriteArray("order", facts.Order, writer.WriteStringValue);
        writer.WriteLong("seed", facts.Report.Seed);
        writer.WriteStartObject("versions");
        writer.WriteString("backendlabs", facts.Versions.BackendLabs);
        writer.WriteString("dotnet", facts.Versions.Dotnet);
        writer.WriteString("kernel", facts.Versions.Kernel);
        writer.WriteString("redis", facts.Versions.Redis);
        writer.WriteString("sqlite", facts.Versions.Sqlite);
        writer.WriteEndObject();
    }

    private static void WriteTimeline(Utf8JsonWriter writer, RunReport report)
    {
        writer.WriteObjects("checks", report.Checks, check =>
        {
            writer.WriteObjects("events", check.Timeline, one => WriteEvent(writer, one));
            writer.WriteString("id", check.Id);
            writer.WriteOptional("wrongAt", check.At);
        });
        writer.WriteLong("cpuMicroseconds", (long)report.Usage.Cpu.TotalMicroseconds);
        writer.WriteString("output", report.Output);
        writer.WriteLong("outputBytes", report.Usage.OutputBytes);
        writer.WriteLong("peakBytes", report.Usage.PeakBytes);
    }

    private static void WriteEvent(Utf8JsonWriter writer, OperationEvent one)
    {
        writer.WriteMicroseconds("at", one.At);
        writer.WriteString("detail", one.Detail);
        writer.WriteMicroseconds("duration", one.Duration);
        writer.WriteBoolean("inside", one.SelfReported);
        writer.WriteBoolean("judges", one.IsJudges);
        writer.WriteOptional("line", one.Line);
        writer.WriteString("operation", one.Operation);
        writer.WriteString("service", one.Service);
        writer.WriteOptional("world", one.World);
    }

    private static void WriteVerdict(Utf8JsonWriter writer, RunReport report)
    {
        writer.WriteObjects("checks", report.Checks, check =>
        {
            writer.WriteString("id", check.Id);
            writer.WriteNumber("max", check.Max);
            writer.WriteNumber("points", check.Points);
            writer.WriteBoolean("repeated", check.WasRepeated);
            writer.WriteString("status", check.Status.Name);
            writer.WriteString("title", check.Title);
            writer.WriteStartObject("why");
            StatusToJson.Write(writer, check.Status);
            writer.WriteEndObject();
        });
        writer.WriteObjects("diagnostics", report.Diagnostics, diagnostic =>
        {
            writer.WriteNumber("column", diagnostic.Column);
            writer.WriteString("id", diagnostic.Id);
            writer.WriteBoolean("isError", diagnostic.IsError);
            writer.WriteNumber("line", diagnostic.Line);
            writer.WriteString("message", diagnostic.Message);
        });
        writer.WriteNumber("max", report.Max);
        writer.WriteString("name", report.Verdict.Name);
        writer.WriteNumber("score", report.Score);
    }
}
