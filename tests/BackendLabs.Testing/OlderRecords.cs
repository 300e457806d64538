using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BackendLabs.Labs.Evidence;

namespace BackendLabs.Testing;

/// <summary>Records as other versions of the programs would have signed them.</summary>
public static class OlderRecords
{
    /// <summary>Signs a record's run once more, as made by other versions, and makes it the next entry of the chain.</summary>
    /// <param name="record">The file of a record, the last entry of its chain; it is written over.</param>
    /// <param name="versions">What to put in place of the versions that took part: "sqlite" and its kin, each with its text.</param>
    public static void Resign(string record, string keyFile, string chainFile, IReadOnlyDictionary<string, string> versions)
    {
        var file = JsonNode.Parse(File.ReadAllBytes(record))!;
        var part = file["parts"]![EvidenceParts.Run]!;
        foreach (var (name, version) in versions)
            part["value"]!["versions"]![name] = version;

        var altered = new EvidencePart(Convert.FromHexString(part["salt"]!.GetValue<string>()), part["value"].Deserialize<JsonElement>());
        using var key = EvidenceKey.LoadOrMake(keyFile);
        var before = SignedEntry.ReadLine(File.ReadLines(chainFile).Select(Encoding.UTF8.GetBytes).Last()).Entry;
        var digests = new Dictionary<string, string>(before.Parts, StringComparer.Ordinal) { [EvidenceParts.Run] = altered.Digest(EvidenceParts.Run) };
        var entry = new EvidenceEntry(before.Index + 1, before.Digest, key.Public.Id, digests);
        var signed = new SignedEntry(entry, key.Sign(entry));

        File.AppendAllText(chainFile, Encoding.UTF8.GetString(signed.ToLine()) + "\n");
        file["entry"] = JsonNode.Parse(signed.ToLine())!["entry"]!.DeepClone();
        file["signature"] = Convert.ToBase64String(signed.Signature);
        File.WriteAllText(record, file.ToJsonString());
    }
}
