using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace BackendLabs.Labs.Evidence;

/// <summary>The parts of a record, by name. Each can be erased alone.</summary>
public static class EvidenceParts
{
    /// <summary>Whose run it was.</summary>
    public const string Person = "person";

    /// <summary>Lab, seed, order, time, versions and layers: what the run was made of, beside the snippet.</summary>
    public const string Run = "run";

    /// <summary>The snippet's digest.</summary>
    public const string Snippet = "snippet";

    /// <summary>The snippet's text.</summary>
    public const string Text = "text";

    /// <summary>What went through the gates, and what the snippet printed.</summary>
    public const string Timeline = "timeline";

    /// <summary>The verdict, with every check's status, points and words.</summary>
    public const string Verdict = "verdict";

    public static IReadOnlyList<string> All { get; } = [Person, Run, Snippet, Text, Timeline, Verdict];

    /// <summary>What is somebody's own: who it was, what they wrote, and what that did.</summary>
    public static IReadOnlyList<string> OfThePerson { get; } = [Person, Snippet, Text, Timeline];
}

/// <summary>One part of a record: data, and the salt without which nobody can guess the data from its digest.</summary>
internal sealed record EvidencePart([property: JsonConverter(typeof(LowerCaseHex))] byte[] Salt, JsonElement Value)
{
    public const int SaltBytes = 32;

    public static EvidencePart Of<T>(T value, JsonTypeInfo<T> type) => new(RandomNumberGenerator.GetBytes(SaltBytes), JsonSerializer.SerializeToElement(value, type));

    /// <summary>HMAC-SHA-256 under the salt of the part's name, LF and the data in canonical form; lower-case hex.</summary>
    public string Digest(string name) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Salt, (byte[])[.. Encoding.UTF8.GetBytes(name + "\n"), .. CanonicalJson.Of(Value)]));
}
