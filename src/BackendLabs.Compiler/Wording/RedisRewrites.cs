using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendLabs.Compiler.Wording;

/// <summary>Members that only newer releases of StackExchange.Redis have; the labs run on 1.2.6 (its release notes begin 2.0 after it).</summary>
internal static class RedisRewrites
{
    private const string StreamHint = "Use a list: ListLeftPush(key, value) to add, ListRightPop(key) to take.";

    /// <summary>Member without <c>Async</c>, and what does the same here.</summary>
    internal static readonly IReadOnlyDictionary<string, string> NewerMembers = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["StringGetDelete"] = "Read and delete in one transaction: var tran = cache.CreateTransaction(); var value = tran.StringGetAsync(key); _ = tran.KeyDeleteAsync(key); tran.Execute();",
        ["StringGetSetExpiry"] = "Call StringGet(key), then KeyExpire(key, expiry).",
        ["StringSetAndGet"] = "Use StringGetSet(key, value), which answers the old value; then KeyExpire for an expiry.",
        ["StringGetLease"] = "Use StringGet(key) and cast it: (byte[])value.",
        ["StringLongestCommonSubsequence"] = "Read both values with StringGet and compare them in your code.",
        ["HashFieldExpire"] = "A field of a hash cannot expire here: give each value a key of its own with StringSet(key, value, expiry), or expire the whole hash with KeyExpire.",
        ["HashFieldGetTimeToLive"] = "A field of a hash cannot expire here: use a key of its own and KeyTimeToLive.",
        ["HashFieldPersist"] = "A field of a hash cannot expire here: use a key of its own and KeyPersist.",
        ["HashFieldGetAndDelete"] = "Call HashGet, then HashDelete, in one transaction.",
        ["HashRandomField"] = "Call HashKeys(key) and choose one.",
        ["HashStringLength"] = "Read the field with HashGet and take the length of its text.",
        ["KeyCopy"] = "Read with KeyDump(key) and write with KeyRestore(other, dump).",
        ["KeyTouch"] = "Call KeyExists(key), or leave it out.",
        ["KeyExpireTime"] = "Use KeyTimeToLive(key), which answers how long is left.",
        ["KeyEncoding"] = "Use Execute(\"OBJECT\", \"ENCODING\", key) where the lab allows it.",
        ["ListMove"] = "Use ListRightPopLeftPush(source, destination).",
        ["ListPosition"] = "Read the list with ListRange(key) and search it.",
        ["SetIntersectionLength"] = "Use SetCombine(SetOperation.Intersect, first, second).Length.",
        ["SortedSetPop"] = "Take the first with SortedSetRangeByRankWithScores(key, 0, 0), then SortedSetRemove it, in one transaction.",
        ["SortedSetScores"] = "Call SortedSetScore(key, member) for each member.",
        ["SortedSetRandomMember"] = "Read with SortedSetRangeByRank and choose one.",
        ["SortedSetUpdate"] = "Use SortedSetAdd(key, member, score), which updates too.",
        ["SortedSetRangeAndStore"] = "Read with SortedSetRangeByRank and write with SortedSetAdd.",
        ["GeoSearch"] = "Use GeoRadius(key, member, radius).",
        ["GeoSearchAndStore"] = "Use GeoRadius(key, member, radius), and write what it answers.",
        ["StreamAdd"] = StreamHint,
        ["StreamRead"] = StreamHint,
        ["StreamReadGroup"] = StreamHint,
        ["StreamRange"] = StreamHint,
        ["StreamCreateConsumerGroup"] = StreamHint,
        ["StreamAcknowledge"] = StreamHint,
        ["StreamPending"] = StreamHint,
        ["StreamLength"] = StreamHint,
        ["StreamTrim"] = StreamHint,
        ["StreamDelete"] = StreamHint,
        ["StreamInfo"] = StreamHint,
    };

    internal static readonly IReadOnlyDictionary<string, string> NewerTypes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Expiration"] = "Give the expiry as a TimeSpan: StringSet(key, value, TimeSpan.FromMinutes(5)).",
        ["ExpireWhen"] = "Ask KeyTimeToLive(key) first, then KeyExpire(key, expiry).",
        ["StreamEntry"] = StreamHint,
        ["NameValueEntry"] = StreamHint,
        ["StreamPosition"] = StreamHint,
        ["ListSide"] = "Use ListRightPopLeftPush(source, destination).",
        ["GeoSearchCircle"] = "Use GeoRadius(key, member, radius).",
        ["GeoSearchBox"] = "Use GeoRadius(key, member, radius).",
        ["ListPopResult"] = "Use ListLeftPop(key).",
        ["SortedSetPopResult"] = "Use SortedSetRangeByRankWithScores(key, 0, 0), then SortedSetRemove.",
    };

    public static readonly Rewrite[] All =
    [
        new(["CS1061"], finding => Newer(NewerMembers, Stem(finding.Quoted(1)), finding)),
        new(["CS0246", "CS0103"], finding => finding.Text.Services.Values.Contains(ServiceKinds.Redis, StringComparer.Ordinal)
            ? Newer(NewerTypes, finding.Written, finding)
            : null),
        new(["CS1739"], finding => finding.Quoted(1) == "keepTtl" && Stem(finding.Quoted(0)) == "StringSet"
            ? new Said(
                "keepTtl came with a later StackExchange.Redis than this lab runs on.",
                "Ask for the time left first: StringSet(key, value, cache.KeyTimeToLive(key)).")
            : null),
    ];

    private static Said? Newer(IReadOnlyDictionary<string, string> table, string name, Finding finding)
    {
        if (!table.TryGetValue(name, out var way))
            return null;
        if (finding.Node.Parent is MemberAccessExpressionSyntax access
            && finding.Model.GetTypeInfo(access.Expression).Type?.ContainingNamespace?.ToDisplayString() is not "StackExchange.Redis")
            return null;
        return new Said($"{finding.Written} came with a later StackExchange.Redis than this lab runs on (1.2.6).", way);
    }

    private static string Stem(string name) => name.EndsWith("Async", StringComparison.Ordinal) ? name[..^5] : name;
}
