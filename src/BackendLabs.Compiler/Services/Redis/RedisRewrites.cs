using BackendLabs.Compiler.Wording;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendLabs.Compiler.Services.Redis;

/// <summary>Names of other Redis clients, of Redis itself, of .NET's caches and of older releases, with the client's own name.</summary>
internal static class RedisRewrites
{
    private const string Library = "StackExchange.Redis";

    private const string Profiler = "Give RegisterProfiler(…) a function that returns a ProfilingSession, and ask that for FinishProfiling().";

    /// <summary>Another's name without <c>Async</c>, in any case; the member that does it, and how it is called.</summary>
    internal static readonly IReadOnlyDictionary<string, (string Member, string Call)> OthersMembers = Parse(
        """
        Get GetString GetValue TryGetValue=StringGet(key)
        Set SetString SetValue SetEntry=StringSet(key, value)
        SetEx PSetEx=StringSet(key, value, TimeSpan.FromMinutes(5))
        SetNx SetIfNotExists Add TryAdd=StringSet(key, value, when: When.NotExists)
        MGet GetAll=StringGet(new RedisKey[] { … })
        GetSet GetAndSet=StringSetAndGet(key, value)
        GetDel GetDelete GetAndDelete=StringGetDelete(key)
        GetEx Refresh=StringGetSetExpiry(key, TimeSpan.FromMinutes(5))
        Append=StringAppend(key, value)
        Incr IncrBy Increment IncrementValue=StringIncrement(key)
        Decr DecrBy Decrement DecrementValue=StringDecrement(key)
        Del Delete Remove RemoveEntry Unlink=KeyDelete(key)
        Exists ContainsKey HasKey=KeyExists(key)
        Expire SetExpire ExpireEntryIn SetTtl=KeyExpire(key, TimeSpan.FromMinutes(5))
        Ttl PTtl GetTimeToLive TimeToLive=KeyTimeToLive(key)
        Persist=KeyPersist(key)
        Rename=KeyRename(key, newKey)
        HGet GetValueFromHash=HashGet(key, field)
        HSet HMSet SetEntryInHash=HashSet(key, field, value)
        HGetAll GetAllEntriesFromHash=HashGetAll(key)
        HDel RemoveEntryFromHash=HashDelete(key, field)
        HExists HashContainsEntry=HashExists(key, field)
        HIncrBy IncrementValueInHash=HashIncrement(key, field)
        HExpire=HashFieldExpire(key, fields, TimeSpan.FromMinutes(5))
        LPush PrependItemToList=ListLeftPush(key, value)
        RPush AddItemToList EnqueueItemOnList=ListRightPush(key, value)
        LPop DequeueItemFromList=ListLeftPop(key)
        RPop PopItemFromList=ListRightPop(key)
        LRange GetAllItemsFromList=ListRange(key)
        LLen GetListCount=ListLength(key)
        SAdd AddItemToSet=SetAdd(key, value)
        SRem RemoveItemFromSet=SetRemove(key, value)
        SMembers GetAllItemsFromSet=SetMembers(key)
        SIsMember SetContainsItem=SetContains(key, value)
        ZAdd AddItemToSortedSet=SortedSetAdd(key, member, score)
        ZRange GetRangeFromSortedSet=SortedSetRangeByRank(key)
        ZScore GetItemScoreInSortedSet=SortedSetScore(key, member)
        XAdd=StreamAdd(key, field, value)
        XRead=StreamRead(key, position)
        Eval ExecLua=ScriptEvaluate(script, keys, values)
        Multi BeginTransaction=CreateTransaction()
        Pipeline CreatePipeline=CreateBatch()
        AcquireLock Lock=LockTake(key, token, TimeSpan.FromSeconds(10))
        """);

    /// <summary>What a reader brings with such a name: no single member does it.</summary>
    private static readonly Dictionary<string, string> OthersWays = new(StringComparer.OrdinalIgnoreCase)
    {
        ["GetOrCreate"] = "Read with StringGet(key); where the value's IsNull is true, make it and leave it with StringSet(key, value, expiry).",
        ["GetOrAdd"] = "Read with StringGet(key); where the value's IsNull is true, make it and leave it with StringSet(key, value, expiry).",
        ["GetOrSet"] = "Read with StringGet(key); where the value's IsNull is true, make it and leave it with StringSet(key, value, expiry).",
        ["BeginProfiling"] = Profiler,
        ["FinishProfiling"] = Profiler,
    };

    internal static readonly IReadOnlyDictionary<string, string> OthersTypes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["IDistributedCache"] = "Redis is asked by IDatabase here: StringGet(key) and StringSet(key, value, expiry).",
        ["IMemoryCache"] = "A cache that other processes see is Redis, by IDatabase: StringGet(key) and StringSet(key, value, expiry).",
        ["HybridCache"] = "Redis is asked by IDatabase here: StringGet(key) and StringSet(key, value, expiry).",
        ["DistributedCacheEntryOptions"] = "Give the expiry as a TimeSpan: StringSet(key, value, TimeSpan.FromMinutes(5)).",
        ["MemoryCacheEntryOptions"] = "Give the expiry as a TimeSpan: StringSet(key, value, TimeSpan.FromMinutes(5)).",
        ["RedisClient"] = "Use the IDatabase that your method is given.",
        ["IRedisClient"] = "Use the IDatabase that your method is given.",
        ["RedisConnection"] = "Use the IDatabase that your method is given.",
        ["IProfiler"] = Profiler,
        ["CompletionType"] = "Every task of the client goes on without its connection's thread; leave this out.",
    };

    public static readonly Rewrite[] All =
    [
        new(["CS1061"], Member),
        // As the library has it: such a command is awaited after ExecuteAsync, or not at all.
        new(["CS4014"], finding => IsOfTransaction(finding) ? Said.Nothing : null),
        new(["CS0121", "CS1503"], SeveralWays),
        new(["CS0246", "CS0103"], finding => finding.Text.Services.Values.Contains(Contract.Services.Redis.RedisHome.Name, StringComparer.Ordinal)
            && OthersTypes.TryGetValue(finding.Written, out var way)
                ? new Said($"There is no {finding.Written} in {Library}.", way)
                : null),
        new(["CS7036"], finding => finding.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>()?.ArgumentList.Arguments
            .Any(argument => argument.NameColon?.Name.Identifier.Text == "keepTtl") == true
                ? new Said("keepTtl comes after an expiry here.", "Write StringSet(key, value, Expiration.KeepTtl).")
                : null),
        new(["CS0618", "CS0619"], finding => finding.Quoted(0) is var old && old.Contains("PreserveAsyncOrder", StringComparison.Ordinal)
            ? new Said("PreserveAsyncOrder does nothing any more.", "Leave it out: messages of one channel come in order from Subscribe(channel).OnMessage(…).")
            : old.Contains("RedisChannel", StringComparison.Ordinal)
                ? new Said("Whether this channel's name is a pattern has to be said.", "Write RedisChannel.Literal(\"…\"), or RedisChannel.Pattern(\"…*\").")
                : null),
    ];

    private static bool IsOfTransaction(Finding finding) =>
        finding.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { Expression: MemberAccessExpressionSyntax access }
        && access.Name.Identifier.Text != "ExecuteAsync"
        && finding.Model.GetTypeInfo(access.Expression).Type is { } type
        && type.AllInterfaces.Append(type).Any(one => one.Name is "ITransactionAsync" or "IBatch" && one.ContainingNamespace?.ToDisplayString() is Library);

    // A RedisValue can be turned into a text, into bytes and more, so a method that takes several of them is not decided.
    private static Said? SeveralWays(Finding finding)
    {
        var arguments = finding.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>()?.ArgumentList.Arguments ?? [];
        var value = arguments.Select(argument => argument.Expression)
            .FirstOrDefault(one => finding.Model.GetTypeInfo(one).Type is { Name: "RedisValue" } type && type.ContainingNamespace?.ToDisplayString() is Library);
        var isDecided = finding.Id == "CS1503" && finding.Node.FirstAncestorOrSelf<ArgumentSyntax>()?.Expression != value;
        return value is null || isDecided
            ? null
            : new Said("This is a RedisValue, which can be a text, bytes or a number; say which is meant.", $"Write (string?){value}, which is null where there is no such key.");
    }

    private static Said? Member(Finding finding)
    {
        var written = finding.Quoted(1);
        if (finding.Node.Parent is not MemberAccessExpressionSyntax access
            || finding.Model.GetTypeInfo(access.Expression).Type is not { } type
            || type.ContainingNamespace?.ToDisplayString() is not Library
            || type.TypeKind != TypeKind.Interface)
            return null;
        var isAsync = written.EndsWith("Async", StringComparison.OrdinalIgnoreCase);
        var stem = isAsync ? written[..^5] : written;
        var message = $"{type.Name} has no {written}.";
        if (OthersWays.TryGetValue(stem, out var way))
            return new Said(message, way);
        if (!OthersMembers.TryGetValue(stem, out var other))
            return null;
        var hasAsync = !other.Member.StartsWith("Create", StringComparison.Ordinal);
        return new Said(message, $"Write {other.Member}{(isAsync && hasAsync ? "Async" : "")}{other.Call}.");
    }

    private static Dictionary<string, (string Member, string Call)> Parse(string rows) => rows
        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(row => row.Split('=', 2))
        .SelectMany(row => row[0].Split(' ').Select(name => (name, at: row[1].IndexOf('(', StringComparison.Ordinal), call: row[1])))
        .ToDictionary(one => one.name, one => (one.call[..one.at], one.call[one.at..]), StringComparer.OrdinalIgnoreCase);
}
