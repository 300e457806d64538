using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace BackendLabs.Labs.Evidence;

/// <summary>One link of a chain: nobody's data, only salted digests of it, and the digest of the link before.</summary>
/// <param name="Index">From 1.</param>
/// <param name="Previous">The digest of the entry before, in lower-case hex; <see cref="Nothing"/> for the first.</param>
/// <param name="Key">The id of the key that signs it.</param>
/// <param name="Parts">The salted digest of each of <see cref="EvidenceParts.All"/>, in lower-case hex.</param>
public sealed record EvidenceEntry(int Index, string Previous, string Key, IReadOnlyDictionary<string, string> Parts)
{
    internal const int KnownFormat = 1;

    /// <summary>What stands before the first entry.</summary>
    public static string Nothing { get; } = new('0', 2 * SHA256.HashSizeInBytes);

    public int Format => KnownFormat;

    /// <summary>SHA-256 of the canonical form; lower-case hex.</summary>
    [JsonIgnore]
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Canonical));

    internal byte[] Canonical => CanonicalJson.Of(this, EvidenceJson.Default.EvidenceEntry);

    /// <exception cref="EvidenceFormatException">It is no entry.</exception>
    internal static EvidenceEntry Read(EvidenceFields fields)
    {
        if (fields.Int("format") is var format && format != KnownFormat)
            throw new EvidenceFormatException($"It has format {format}, and this program knows format {KnownFormat} only.");
        fields.AllowOnly("format", "index", "key", "parts", "previous");
        var parts = fields.Object("parts");
        parts.AllowOnly(EvidenceParts.All);
        string Digest(EvidenceFields of, string name) => Convert.ToHexStringLower(of.Hex(name, SHA256.HashSizeInBytes));
        return new EvidenceEntry(
            fields.Int("index", least: 1),
            Digest(fields, "previous"),
            Digest(fields, "key"),
            EvidenceParts.All.ToDictionary(name => name, name => Digest(parts, name), StringComparer.Ordinal));
    }
}

/// <param name="Signature">ECDSA over P-256 with SHA-256, 64 bytes (IEEE P1363).</param>
internal sealed record SignedEntry(EvidenceEntry Entry, byte[] Signature)
{
    /// <summary>One line of a chain's file, without its end.</summary>
    public byte[] ToLine() => CanonicalJson.Of(this, EvidenceJson.Default.SignedEntry);

    /// <exception cref="EvidenceFormatException">It is no signed entry.</exception>
    public static SignedEntry Read(EvidenceFields fields)
    {
        var signature = new byte[EvidenceKey.SignatureBytes];
        return Convert.TryFromBase64String(fields.String("signature"), signature, out var length) && length == signature.Length
            ? new SignedEntry(EvidenceEntry.Read(fields.Object("entry")), signature)
            : throw fields.Wrong("signature", $"{EvidenceKey.SignatureBytes} bytes in base64");
    }

    /// <exception cref="EvidenceFormatException">It is no line of a chain.</exception>
    public static SignedEntry ReadLine(ReadOnlyMemory<byte> line)
    {
        var fields = new EvidenceFields(StrictJson.Parse(line), "");
        fields.AllowOnly("entry", "signature");
        return Read(fields);
    }
}
