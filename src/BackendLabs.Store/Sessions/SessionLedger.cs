using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BackendLabs.Labs.Evidence;

namespace BackendLabs.Store.Sessions;

/// <summary>
/// A session's append-only ledger. Each entry's hash covers its number, moment, kind and the digest of its body, and the hash
/// before it, so nothing can be changed, taken out or put in between unseen. The digest is an HMAC under a salt of the entry:
/// once both are erased nobody can guess the body, and the chain still verifies.
/// </summary>
public static class SessionLedger
{
    /// <summary>Stands for the hash before the first entry.</summary>
    public const string Nothing = "0000000000000000000000000000000000000000000000000000000000000000";

    private const int SaltBytes = 32;

    /// <summary>Appends within a transaction. The caller holds the session's row, so that entries come one after the other.</summary>
    /// <param name="body">What happened, with whose doing it was.</param>
    internal static async Task<LedgerEntry> AppendAsync(DbTransaction transaction, string session, long now, string kind, string? member, JsonObject body)
    {
        var last = await transaction.FirstAsync<LastRow>("select number, hash from ledger where session = @session order by number desc limit 1", new { session });
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var text = Canonical(body);
        var number = (last?.Number ?? 0) + 1;
        var digest = DigestOf(salt, text);
        var entry = new LedgerEntry(
            session, number, DateTimeOffset.FromUnixTimeMilliseconds(now), kind, member, Convert.ToBase64String(salt), text, digest,
            HashOf(last?.Hash ?? Nothing, session, number, now, kind, digest));
        await transaction.ExecuteAsync(
            "insert into ledger (session, number, at, kind, member, salt, body, digest, hash) values (@Session, @Number, @now, @Kind, @Member, @Salt, @Body, @Digest, @Hash)",
            new { entry.Session, entry.Number, now, entry.Kind, entry.Member, entry.Salt, entry.Body, entry.Digest, entry.Hash });
        return entry;
    }

    /// <summary>Says what is wrong with a chain.</summary>
    /// <param name="entries">All of a session, in order.</param>
    /// <returns>A sentence for each entry that does not hold; empty where all do.</returns>
    public static IReadOnlyList<string> Verify(IReadOnlyList<LedgerEntry> entries)
    {
        var problems = new List<string>();
        var previous = Nothing;
        for (var index = 0; index < entries.Count; index++)
        {
            var entry = entries[index];
            if (entry.Number != index + 1)
                problems.Add($"Entry {index + 1} is missing: entry {entry.Number} stands in its place.");
            if (entry is { Salt: { } salt, Body: { } body } && DigestOf(Convert.FromBase64String(salt), body) != entry.Digest)
                problems.Add($"The text of entry {entry.Number} ({entry.Kind}) is not the one that was written.");
            if (HashOf(previous, entry.Session, entry.Number, entry.At.ToUnixTimeMilliseconds(), entry.Kind, entry.Digest) != entry.Hash)
                problems.Add($"Entry {entry.Number} ({entry.Kind}) does not follow from the one before it.");
            previous = entry.Hash;
        }

        return problems;
    }

    private static string DigestOf(byte[] salt, string body) => Convert.ToHexStringLower(HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes(body)));

    // Session ids and kinds hold no line ends, so no two entries are one text.
    private static string HashOf(string previous, string session, long number, long at, string kind, string digest) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"backendlabs ledger 1\n{previous}\n{session}\n{number}\n{at}\n{kind}\n{digest}"))));

    private static string Canonical(JsonObject body) => Encoding.UTF8.GetString(CanonicalJson.Of(JsonSerializer.SerializeToElement(body)));

    private sealed record LastRow(long Number, string Hash);
}
