using System.Text;
using System.Text.Json.Nodes;

namespace BackendLabs.Runner.Containers.Http;

/// <summary>What a client gets.</summary>
/// <param name="Detail">For the timeline: what was asked of what, and how it went.</param>
internal abstract record GateAnswer(int Status, string Detail)
{
    /// <param name="ContentType">Null without a body.</param>
    internal sealed record Whole(int Status, string Detail, byte[] Body, string? ContentType) : GateAnswer(Status, Detail);

    /// <summary>An answer that is passed on as it comes, up to a number of bytes.</summary>
    internal sealed record Flowing(int Status, string Detail, HttpResponseMessage Source, string ContentType, long LongestBytes)
        : GateAnswer(Status, Detail);

    public static GateAnswer Json(int status, JsonNode node, string detail) =>
        new Whole(status, detail, Encoding.UTF8.GetBytes(node.ToJsonString()), "application/json");

    public static GateAnswer Empty(int status, string detail) => new Whole(status, detail, [], null);

    /// <summary>An error in the Engine's own form.</summary>
    public static GateAnswer Error(int status, string message) =>
        Json(status, new JsonObject { ["message"] = message }, $"{status} {message}");
}
