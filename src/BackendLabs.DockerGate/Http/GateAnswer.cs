using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BackendLabs.DockerGate.Http;

/// <summary>What a client gets.</summary>
/// <param name="Detail">For the timeline: what was asked of what, and how it went.</param>
internal abstract record GateAnswer(int Status, string Detail)
{
    public bool IsFailure => Status >= 400;

    /// <param name="ContentType">Null without a body.</param>
    internal sealed record Whole(int Status, string Detail, byte[] Body, string? ContentType) : GateAnswer(Status, Detail);

    /// <summary>An answer that is passed on as it comes, up to a number of bytes.</summary>
    internal sealed record Flowing(int Status, string Detail, HttpResponseMessage Source, string ContentType, long LongestBytes)
        : GateAnswer(Status, Detail);

    // A student reads the body as it is, in an exception's message: an apostrophe should be one. It never enters a page unescaped.
    private static readonly JsonSerializerOptions s_readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static GateAnswer Json(int status, JsonNode node, string detail) =>
        new Whole(status, detail, Encoding.UTF8.GetBytes(node.ToJsonString(s_readable)), "application/json");

    public static GateAnswer Empty(int status, string detail) => new Whole(status, detail, [], null);

    /// <summary>An error in the Engine's own form.</summary>
    public static GateAnswer Error(int status, string message) =>
        Json(status, new JsonObject { ["message"] = message }, $"{status} {message}");
}
