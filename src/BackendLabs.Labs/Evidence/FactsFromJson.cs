using System.Security.Cryptography;
using BackendLabs.Contract;
using BackendLabs.Contract.Services;

namespace BackendLabs.Labs.Evidence;

/// <summary>Reads the parts of a record that a replay needs.</summary>
internal static class FactsFromJson
{
    public static string Person(EvidenceFields part)
    {
        part.AllowOnly("name");
        return part.String("name");
    }

    public static string Snippet(EvidenceFields part)
    {
        part.AllowOnly("sha256");
        return Convert.ToHexStringLower(part.Hex("sha256", SHA256.HashSizeInBytes));
    }

    public static RecordedText Text(EvidenceFields part)
    {
        part.AllowOnly("file", "text");
        return new RecordedText(part.String("file"), part.String("text"));
    }

    public static RecordedRun Run(EvidenceFields part)
    {
        part.AllowOnly("at", "lab", "labDigest", "labVersion", "layers", "order", "seed", "versions");
        var versions = part.Object("versions");
        return new RecordedRun(
            part.String("lab"),
            part.Int("labVersion"),
            Convert.ToHexStringLower(part.Hex("labDigest", SHA256.HashSizeInBytes)),
            part.Long("seed"),
            part.StringsOrNull("order"),
            part.Moment("at"),
            new RunVersions(versions.String("backendlabs"), versions.String("dotnet"), versions.String("sqlite"), versions.StringOrNull("redis"), versions.String("kernel")) { Services = versions.Has("services") ? Services(versions.Object("services")) : null },
            [.. part.Objects("layers").Select(layer => new RecordedLayer(layer.String("name"), layer.String("state"), layer.StringOrNull("reason")))]);
    }

    private static Dictionary<string, string> Services(EvidenceFields services) => ServiceKinds.All
        .Where(home => services.Has(home.Kind))
        .ToDictionary(home => home.Kind, home => services.String(home.Kind), StringComparer.Ordinal);

    public static RecordedVerdict Verdict(EvidenceFields part)
    {
        part.AllowOnly("checks", "diagnostics", "max", "name", "score");
        var checks = part.Objects("checks").Select(Check).ToList();
        return checks.DistinctBy(check => check.Id).Count() == checks.Count
            ? new RecordedVerdict(part.String("name"), part.Int("score"), part.Int("max"), checks)
            : throw part.Wrong("checks", "a list of different checks");
    }

    private static RecordedCheck Check(EvidenceFields check)
    {
        var why = check.Object("why");
        return new RecordedCheck(
            check.String("id"), check.String("status"), check.Int("points"), check.Int("max"), why.Has("schedule") ? Schedule(why.Object("schedule")) : null);
    }

    private static BreakingSchedule Schedule(EvidenceFields schedule) => new(
        schedule.Int("interleaving", least: 1),
        [.. schedule.Objects("steps").Select(step => new ScheduleStep(step.Int("client", least: 1), step.String("operation"), step.String("detail")))]);
}
