using System.Security.Cryptography;
using System.Text;
using BackendLabs.CompilerClient;
using BackendLabs.Contract;
using BackendLabs.Labs;

namespace BackendLabs.Grader.Validation;

/// <summary>What is known of mutants from earlier validations: by everything that decides whether a check notices them.</summary>
internal sealed class KnownMutants
{
    private readonly CacheFiles _cache;
    private readonly string _key;
    private readonly Dictionary<string, bool> _killed = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    private KnownMutants(CacheFiles cache, string key) => (_cache, _key) = (cache, key);

    // Not the whole lab's digest: a lesson, or a waiver, changes nothing here.
    public static KnownMutants Read(CacheFiles cache, Lab lab, long seed)
    {
        var known = new KnownMutants(cache, cache.Key([
            "known mutants", LabDigest.Of([lab.Texts.Checks, .. lab.Texts.Contract, .. lab.Texts.Seed]), $"{seed}", $"{lab.Limits}",
            .. lab.Services.Select(service => $"{service}"), .. lab.Entries.Select(entry => entry.Signature)]));
        foreach (var line in Encoding.UTF8.GetString(cache.Read(known._key) ?? []).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            known._killed[line[..^2]] = line[^1] == '1';
        return known;
    }

    public bool Has(Mutant mutant) => Find(mutant) is not null;

    public bool? Find(Mutant mutant)
    {
        lock (_lock)
            return _killed.TryGetValue(Digest(mutant), out var killed) ? killed : null;
    }

    public void Add(Mutant mutant, bool killed)
    {
        lock (_lock)
            _killed[Digest(mutant)] = killed;
    }

    public void Keep()
    {
        lock (_lock)
            _cache.Keep(_key, Encoding.UTF8.GetBytes(string.Join('\n', _killed.Select(one => $"{one.Key} {(one.Value ? 1 : 0)}"))));
    }

    private static string Digest(Mutant mutant) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mutant.Text)));
}
