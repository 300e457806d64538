using System.Text.Json.Nodes;
using BackendLabs.Sessions.Policies;

namespace BackendLabs.Sessions.Running;

/// <summary>What a student is shown of an attempt's report: picked field by field, so that a field that the report gains later stays hidden until it is listed here.</summary>
public static class ToldReport
{
    private static readonly string[] Always = ["lab", "version", "verdict", "score", "max", "diagnostics"];
    private static readonly string[] OfOurFault = ["reason", "remedy"];
    private static readonly string[] OfMessages = ["output"];
    private static readonly string[] OfEverything = ["elapsedMs", "usage"];

    private static readonly string[] CheckTitle = ["id", "title", "status", "points", "max"];
    private static readonly string[] CheckMessage = ["message", "expected", "actual", "advice", "rule", "line", "lastLine", "returned"];
    private static readonly string[] CheckEverything = ["at", "repeated", "schedule", "plan", "timeline", "state"];

    /// <param name="report">The JSON object of the run's report.</param>
    /// <param name="hints">Whether the hint that belongs to a failure is shown with it, where everything is.</param>
    /// <param name="seed">Whether the seed is no secret any more.</param>
    /// <exception cref="System.Text.Json.JsonException">It is no JSON object.</exception>
    public static JsonObject Of(string report, Telling telling, bool hints, bool seed)
    {
        var whole = JsonNode.Parse(report)!.AsObject();
        JsonObject told = [];
        Copy(whole, told, [.. Always, .. OfOurFault]);
        told["tells"] = telling.ToString().ToLowerInvariant();
        if (seed)
            Copy(whole, told, ["seed"]);
        if (telling >= Telling.Message)
            Copy(whole, told, OfMessages);
        if (telling >= Telling.Everything)
            Copy(whole, told, OfEverything);
        if (telling >= Telling.Title && whole["checks"] is JsonArray checks)
            told["checks"] = new JsonArray([.. checks.Select(check => CheckOf(check!.AsObject(), telling, hints))]);
        return told;
    }

    private static JsonObject CheckOf(JsonObject check, Telling telling, bool hints)
    {
        JsonObject told = [];
        Copy(check, told, CheckTitle);
        if (telling >= Telling.Message)
            Copy(check, told, CheckMessage);
        if (telling >= Telling.Everything)
            Copy(check, told, hints ? [.. CheckEverything, "hint"] : CheckEverything);
        return told;
    }

    private static void Copy(JsonObject from, JsonObject to, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (from[name] is { } value)
                to[name] = value.DeepClone();
        }
    }
}
