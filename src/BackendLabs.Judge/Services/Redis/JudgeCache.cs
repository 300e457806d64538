using System.Globalization;
using BackendLabs.Contract;
using BackendLabs.Judge.Faults;

namespace BackendLabs.Judge.Services.Redis;

/// <summary>
/// The world's Redis server as a check sees it: <c>Cache</c>. Its own commands go straight to the server, appear on
/// the timeline as the judge's, and are not among <see cref="Commands"/>. Text is UTF-8.
/// </summary>
/// <remarks>A method throws <see cref="InvalidOperationException"/> where the server answers with an error, e.g. for a
/// key of another type, and <see cref="IOException"/> where the server is gone.</remarks>
public sealed partial class JudgeCache
{
    private readonly RedisLink _link;
    private readonly RedisWitness _witness;
    private readonly TimeProvider _time;
    private readonly CancellationToken _ended;
    private readonly RedisObstacles _obstacles;
    private readonly FaultLedger _ledger;
    private readonly JudgeTimeline _timeline;

    internal JudgeCache(
        RedisLink link, RedisWitness witness, RedisObstacles obstacles, FaultLedger ledger, JudgeTimeline timeline, TimeProvider time, CancellationToken ended)
    {
        _link = link;
        _witness = witness;
        _obstacles = obstacles;
        _ledger = ledger;
        _timeline = timeline;
        _time = time;
        _ended = ended;
    }

    /// <summary>The commands of the snippet so far, oldest reply first, without the client library's own handshake and
    /// keep-alive. A check that asks where there were more than 100,000 since they were cleared fails.</summary>
    public IReadOnlyList<TimelineEvent> Commands
    {
        get
        {
            if (_witness.IsCut)
                _timeline.Miss("commands of Redis");
            return _witness.Commands;
        }
    }

    /// <summary>Forgets <see cref="Commands"/>, so that the next phase of a check counts from none. The timeline keeps them.</summary>
    public void ClearCommands() => _witness.ClearCommands();

    /// <summary>The string at a key; null where there is none.</summary>
    public async Task<string?> GetAsync(string key) => Text(await AskAsync("k", "GET", key));

    /// <param name="expiry">From now on; to the millisecond, at least one. Null: never.</param>
    public async Task SetAsync(string key, string value, TimeSpan? expiry = null)
    {
        if (expiry is not { } span)
        {
            await AskAsync("kv", "SET", key, value);
            return;
        }
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.FromMilliseconds(1), nameof(expiry));
        await AskAsync("kv*w", "SET", key, value, "PX", (long)span.TotalMilliseconds);
    }

    public async Task<bool> ExistsAsync(string key) => Number(await AskAsync("k", "EXISTS", key)) > 0;

    /// <summary>The time that a key has left; null where the key never expires and where there is no such key
    /// (<see cref="ExistsAsync"/> tells the two apart).</summary>
    public async Task<TimeSpan?> TtlAsync(string key) =>
        Number(await AskAsync("k", "PTTL", key)) is >= 0 and var left ? TimeSpan.FromMilliseconds(left) : null;

    /// <summary>Keys that match a glob (<c>*</c>, <c>?</c>, <c>[ab]</c>), in ordinal order, each once.</summary>
    public async Task<IReadOnlyList<string>> KeysAsync(string pattern = "*")
    {
        var keys = new SortedSet<string>(StringComparer.Ordinal);
        var cursor = "0";
        do
        {
            var page = Items(await AskAsync("*w", "SCAN", cursor, "MATCH", pattern, "COUNT", 1000));
            cursor = Text(page[0]) ?? "0";
            keys.UnionWith(Texts(page[1]));
        }
        while (cursor != "0");
        return [.. keys];
    }

    /// <summary><c>string list set zset hash stream</c>, or <c>none</c> where there is no such key.</summary>
    public async Task<string> TypeAsync(string key) =>
        await AskAsync("k", "TYPE", key) is RedisReply.Simple { Text: var type } ? type : throw Unexpected("TYPE");

    /// <summary>The members of a set in ordinal order; none where there is no such key.</summary>
    public async Task<IReadOnlyList<string>> MembersAsync(string set) =>
        [.. Texts(await AskAsync("k", "SMEMBERS", set)).Order(StringComparer.Ordinal)];

    /// <summary>The fields of a hash; none where there is no such key.</summary>
    public async Task<IReadOnlyDictionary<string, string>> HashAsync(string key) =>
        Pairs(await AskAsync("k", "HGETALL", key));

    /// <summary>All of a list from its head; none where there is no such key.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(string key) => Texts(await AskAsync("kww", "LRANGE", key, 0, -1));

    /// <returns>Whether there was such a key.</returns>
    public async Task<bool> DeleteAsync(string key) => Number(await AskAsync("k", "DEL", key)) > 0;

    /// <summary>Deletes every key.</summary>
    public async Task ClearAsync()
    {
        await AskAsync("*w", "FLUSHDB");
        await RedisMemory.ForgetScriptsAsync(_link, _ended);
    }

    /// <returns>The number after it grew.</returns>
    public async Task<long> IncrementAsync(string key, long by = 1) => Number(await AskAsync("kw", "INCRBY", key, by));

    // Two fields that are no UTF-8 may read alike.
    private static Dictionary<string, string> Pairs(RedisReply reply)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in Texts(reply).Chunk(2))
            fields[pair[0]] = pair[1];
        return fields;
    }

    private async Task<RedisReply> AskAsync(string shape, params RedisArgument[] words)
    {
        var command = new RedisCommand(Array.ConvertAll(words, word => word.Bytes));
        var arguments = RedisDetail.Arguments(command, shape);
        var began = _time.GetTimestamp();
        var reply = await _link.SendAsync(_ended, words);
        _witness.SawJudge(command.Name, RedisDetail.Join(arguments, Summary(command.Name, reply)), began, _time.GetTimestamp());
        if (reply is RedisReply.Error { Text: var wrong } && OtherKindException.IsOfValue(wrong))
            throw new OtherKindException($"A key holds another kind of value than this check looks for: {command.Name} {arguments}.", RedisDetail.Text(wrong));
        return reply is RedisReply.Error { Text: var text }
            ? throw new InvalidOperationException($"Cache: {command.Name} {arguments}: the server answered {RedisDetail.Text(text)}")
            : reply;
    }

    // In whole seconds, so that the same run reads the same: milliseconds pass between two commands.
    private static string Summary(string command, RedisReply reply) => reply switch
    {
        RedisReply.Integer { Number: > 0 and var left } when command == "PTTL" =>
            string.Create(CultureInfo.InvariantCulture, $"{(left + 999) / 1000} s"),
        RedisReply.Simple { Text: var text } => RedisDetail.Text(text),
        RedisReply.Error { Text: var text } => "error: " + RedisDetail.Text(text),
        RedisReply.Integer { Number: var number } => number.ToString(CultureInfo.InvariantCulture),
        RedisReply.Bulk { Bytes: { } bytes } => RedisDetail.Count(bytes.Length, "byte"),
        RedisReply.Array { Items: { } items } => RedisDetail.Count(items.Count, "item"),
        _ => "nil",
    };

    private static string? Text(RedisReply reply) => reply is RedisReply.Bulk bulk ? bulk.Text : throw Unexpected("a string");

    private static long Number(RedisReply reply) => reply is RedisReply.Integer { Number: var number } ? number : throw Unexpected("a number");

    private static IReadOnlyList<RedisReply> Items(RedisReply reply) =>
        reply is RedisReply.Array { Items: { } items } ? items : throw Unexpected("a list");

    private static List<string> Texts(RedisReply reply) => [.. Items(reply).Select(item => Text(item) ?? "")];

    private static InvalidDataException Unexpected(string wanted) => new($"The Redis server did not answer with {wanted}.");
}
