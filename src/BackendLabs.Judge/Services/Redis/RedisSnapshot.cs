using System.Net.Sockets;
using System.Text;
using BackendLabs.Contract;
using BackendLabs.Judge.Snapshots;

namespace BackendLabs.Judge.Services.Redis;

/// <summary>Looks at the keys of a world's Redis over a connection of its own, past the gate and its faults.</summary>
internal sealed class RedisSnapshot
{
    private const int FirstBytes = 4 * SnapshotLimits.Text;

    private readonly RedisLink _link;
    private readonly SnapshotBudget _budget;
    private readonly CancellationToken _cancelled;

    private RedisSnapshot(RedisLink link, SnapshotBudget budget, CancellationToken cancelled)
    {
        _link = link;
        _budget = budget;
        _cancelled = cancelled;
    }

    /// <param name="service">The service's name in the lab.</param>
    public static async Task<ServiceSnapshot> LookAsync(
        string service, ServicePlace server, SnapshotBudget budget, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(JudgeTimes.Look, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await using var link = await RedisLink.ConnectAsync(new RedisUpstream(server.Socket, "", server.Password!), JudgeTimes.Look, time, either.Token);
            return await new RedisSnapshot(link, budget, either.Token).LookAsync(service);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Unseen("It did not answer in time.");
        }
        catch (Exception error) when (error is IOException or SocketException or TimeoutException or UnauthorizedAccessException)
        {
            return Unseen("It no longer answered.");
        }
        catch (InvalidDataException)
        {
            return Unseen("It holds more than can be read.");
        }

        ServiceSnapshot.Unseen Unseen(string reason) => new(service, RedisHome.Name, reason);
    }

    private async Task<ServiceSnapshot> LookAsync(string service)
    {
        if (await AskAsync("DBSIZE") is not RedisReply.Integer { Number: var count })
            return new ServiceSnapshot.Unseen(service, RedisHome.Name, "It is busy, perhaps with a script that does not end.");
        var names = await NamesAsync();
        var keys = new List<KeySnapshot>();
        var isCut = false;
        foreach (var name in names)
        {
            if (await KeyAsync(name) is not { } key)
                continue;
            if (!Take(key))
            {
                isCut = true;
                break;
            }

            keys.Add(key);
        }

        List<string> notes = count > keys.Count ? [$"{RedisDetail.Count(count - keys.Count, "more key")} not shown{(isCut ? ": there is no room" : "")}."] : [];
        return new ServiceSnapshot.Keys(service, count, keys, notes);
    }

    // Of many keys some, whichever the server comes to first; those in order.
    private async Task<List<byte[]>> NamesAsync()
    {
        var names = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var cursor = "0"u8.ToArray();
        do
        {
            if (await AskAsync("SCAN", cursor, "COUNT", SnapshotLimits.Keys) is not RedisReply.Array { Items: [RedisReply.Bulk { Bytes: { } next }, RedisReply.Array { Items: { } page }] })
                break;
            foreach (var name in page.OfType<RedisReply.Bulk>().Select(one => one.Bytes).OfType<byte[]>())
                names.TryAdd(Convert.ToHexString(name), name);
            cursor = next;
        }
        while (names.Count < SnapshotLimits.Keys && !cursor.AsSpan().SequenceEqual("0"u8));
        return [.. names.OrderBy(pair => pair.Key, StringComparer.Ordinal).Take(SnapshotLimits.Keys).Select(pair => pair.Value)];
    }

    /// <returns>Null where it has expired meanwhile.</returns>
    private async Task<KeySnapshot?> KeyAsync(byte[] name)
    {
        if (await AskAsync("TYPE", name) is not RedisReply.Simple { Text: not "none" and var type })
            return null;
        // Redis takes expiries of millions of years, and .NET no duration as long.
        TimeSpan? expires = await AskAsync("PTTL", name) is RedisReply.Integer { Number: >= 0 and var left }
            ? TimeSpan.FromTicks(Math.Min(left, TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerMillisecond) * TimeSpan.TicksPerMillisecond)
            : null;
        var (size, items) = type switch
        {
            "string" => await StringAsync(name),
            "list" => (await SizeAsync("LLEN", name), Plain(await ItemsAsync("LRANGE", name, 0, SnapshotLimits.Items - 1))),
            "hash" => (await SizeAsync("HLEN", name), Pairs(await ScannedAsync("HSCAN", name), isLabelFirst: true)),
            "set" => (await SizeAsync("SCARD", name), Plain(await ScannedAsync("SSCAN", name))),
            "zset" => (await SizeAsync("ZCARD", name), Pairs(await ItemsAsync("ZRANGE", name, 0, SnapshotLimits.Items - 1, "WITHSCORES"), isLabelFirst: false)),
            "stream" => (await SizeAsync("XLEN", name), Entries(await ItemsAsync("XRANGE", name, "-", "+", "COUNT", SnapshotLimits.Items))),
            _ => (0, []),
        };
        return new KeySnapshot(Shown.Unknown(name), Shown.Name(type), expires, size, [.. items.Take(SnapshotLimits.Items)]);
    }

    private async Task<(long Size, List<StoredItem> Items)> StringAsync(byte[] name)
    {
        var size = await SizeAsync("STRLEN", name);
        var first = await AskAsync("GETRANGE", name, 0, FirstBytes - 1) is RedisReply.Bulk { Bytes: { } bytes } ? bytes : [];
        return (size, [new StoredItem(Label: null, Shown.Unknown(first, size))]);
    }

    private async Task<long> SizeAsync(string command, byte[] name) =>
        await AskAsync(command, name) is RedisReply.Integer { Number: var size } ? size : 0;

    private async Task<IReadOnlyList<RedisReply>> ItemsAsync(string command, byte[] name, params RedisArgument[] rest) =>
        await AskAsync([command, name, .. rest]) is RedisReply.Array { Items: { } items } ? items : [];

    private async Task<IReadOnlyList<RedisReply>> ScannedAsync(string command, byte[] name) =>
        await ItemsAsync(command, name, 0, "COUNT", SnapshotLimits.Items) is [_, RedisReply.Array { Items: { } items }] ? items : [];

    private static List<StoredItem> Plain(IReadOnlyList<RedisReply> replies) =>
        [.. replies.Take(SnapshotLimits.Items).Select(reply => new StoredItem(Label: null, Shown.Unknown(Bytes(reply))))];

    private static List<StoredItem> Pairs(IReadOnlyList<RedisReply> replies, bool isLabelFirst)
    {
        var items = new List<StoredItem>();
        foreach (var pair in replies.Chunk(2).Where(pair => pair.Length == 2).Take(SnapshotLimits.Items))
        {
            var (first, second) = (Shown.Unknown(Bytes(pair[0])), Shown.Unknown(Bytes(pair[1])));
            items.Add(isLabelFirst ? new StoredItem(first, second) : new StoredItem(second, first));
        }

        return items;
    }

    private static List<StoredItem> Entries(IReadOnlyList<RedisReply> replies)
    {
        var items = new List<StoredItem>();
        foreach (var entry in replies.OfType<RedisReply.Array>().Take(SnapshotLimits.Items))
        {
            if (entry.Items is not [var id, RedisReply.Array { Items: { } fields }])
                continue;
            var text = string.Join(", ", fields.Chunk(2).Take(SnapshotLimits.Items).Select(pair => string.Join(" = ", pair.Select(part => Shown.Unknown(Bytes(part)).Text))));
            items.Add(new StoredItem(Shown.Unknown(Bytes(id)), Shown.Text(Encoding.UTF8.GetBytes(text))));
        }

        return items;
    }

    private static byte[] Bytes(RedisReply reply) => reply is RedisReply.Bulk { Bytes: { } bytes } ? bytes : [];

    private bool Take(KeySnapshot key) =>
        _budget.TryTake([key.Name, new StoredValue("text", key.Type), .. key.Items.SelectMany(item => item.Label is null ? [item.Value] : new[] { item.Label, item.Value })]);

    private Task<RedisReply> AskAsync(params RedisArgument[] words) => _link.SendAsync(_cancelled, words);
}
