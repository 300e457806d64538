using System.Globalization;
using System.Text.RegularExpressions;
using BackendLabs.Contract;
using BackendLabs.Judge.Redis;
using BackendLabs.Judge.Sqlite;
using BackendLabs.Judge.Worlds;

namespace BackendLabs.Judge.Running;

/// <summary>
/// What a probe shows to each of the snippet's processes in place of one service: a copy of its own, as the service was
/// when the process was first called, gone with the process. What it writes there is what an answer would keep in
/// static memory.
/// </summary>
/// <param name="service">The kind of service that is copied.</param>
/// <param name="realDatabase">Where the judge's database lies; the copies lie in <paramref name="folder"/>.</param>
internal sealed partial class OwnCopies(string service, string realDatabase, string folder)
{
    /// <summary>Of a server; the first is the real one.</summary>
    private const int RedisDatabases = 16;

    // In one step, so that no key is of another time than the next.
    private const string Copy = """
        redis.call('SELECT', ARGV[1])
        redis.call('FLUSHDB')
        redis.call('SELECT', 0)
        for _, key in ipairs(redis.call('KEYS', '*')) do
            local value = redis.call('DUMP', key)
            local left = redis.call('PTTL', key)
            redis.call('SELECT', ARGV[1])
            redis.call('RESTORE', key, left < 0 and 0 or math.max(left, 1), value)
            redis.call('SELECT', 0)
        end
        return 1
        """;

    private readonly SemaphoreSlim _copying = new(1, 1);
    private readonly HashSet<int> _taken = [];
    private readonly Lock _lock = new();
    private readonly Dictionary<int, HashSet<string>> _written = [];

    public string Service => service;

    /// <summary>Whether a process has read what it had written itself: only then does a check that passes rest on what was kept.</summary>
    public bool WasReadBack { get; private set; }

    /// <summary>The copies in Redis that there are.</summary>
    public IReadOnlyList<int> Databases
    {
        get
        {
            lock (_lock)
                return service == "redis" ? [.. _taken.Select(DatabaseOf)] : [];
        }
    }

    public static int DatabaseOf(int host) => 1 + ((host - 1) % (RedisDatabases - 1));

    /// <summary>Before a process loads the snippet.</summary>
    /// <returns>The name of its own database file; null where it has the real one.</returns>
    public string? Begin(int host)
    {
        if (service != "sqlite")
            return null;
        var name = string.Create(CultureInfo.InvariantCulture, $"own{host}.db");
        DatabaseTemplate.Empty.CopyTo(Path.Combine(folder, name));
        FillDatabase(name);
        return name;
    }

    /// <summary>Before a process is called: the first time, the copy becomes what the service is by then.</summary>
    public async Task TakeAsync(int host, RedisLink? redis, CancellationToken cancellationToken)
    {
        await _copying.WaitAsync(cancellationToken);
        try
        {
            lock (_lock)
            {
                if (!_taken.Add(host))
                    return;
            }

            if (service == "sqlite")
                FillDatabase(string.Create(CultureInfo.InvariantCulture, $"own{host}.db"));
            else if (redis is not null && await redis.SendAsync(cancellationToken, "EVAL", Copy, 0, DatabaseOf(host)) is RedisReply.Error { Text: var text })
                throw new WorldException($"The world's Redis could not be copied: {text}");
        }
        finally
        {
            _copying.Release();
        }
    }

    /// <summary>A command on its way to a copy.</summary>
    public void Saw(RedisPassing passing, int host)
    {
        if (passing.IsChatter)
            return;
        lock (_lock)
        {
            var written = WrittenBy(host);
            if (!IsBlind(passing) && passing.Read.Any(key => key == RedisEffects.EveryKey ? written.Count > 0 : written.Contains(key) || written.Contains(RedisEffects.EveryKey)))
                WasReadBack = true;
            if (!passing.IsQueued)
                written.UnionWith(passing.Written);
        }
    }

    /// <summary>A statement on a copy, as the process tells.</summary>
    public void Saw(StatementFacts statement, int host)
    {
        lock (_lock)
        {
            var written = WrittenBy(host);
            if (!statement.Writes && statement.Rows > 0 && written.Any(table => Regex.IsMatch(statement.Sql, $@"\b{Regex.Escape(table)}\b", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1))))
                WasReadBack = true;
            if (statement is { Writes: true, Trouble: null } && Target().Match(statement.Sql) is { Success: true } target)
                written.Add(target.Groups["table"].Value);
        }
    }

    private HashSet<string> WrittenBy(int host)
    {
        if (!_written.TryGetValue(host, out var written))
            _written[host] = written = new HashSet<string>(StringComparer.Ordinal);
        return written;
    }

    // A write whose answer hardly anybody looks at tells its client nothing of what was there before.
    private static bool IsBlind(RedisPassing passing) => passing.Command switch
    {
        "SET" => !passing.Arguments.Split(' ').Any(word => word is "NX" or "XX" or "GET"),
        "SETEX" or "PSETEX" or "MSET" or "DEL" or "UNLINK" or "EXPIRE" or "PEXPIRE" or "EXPIREAT" or "PEXPIREAT" or "PERSIST"
            or "HSET" or "HMSET" or "HDEL" or "LPUSH" or "RPUSH" or "LTRIM" or "SADD" or "SREM" or "ZADD" or "ZREM"
            or "MULTI" or "EXEC" or "DISCARD" or "WATCH" or "UNWATCH" or "PUBLISH" => true,
        _ => false,
    };

    private void FillDatabase(string name)
    {
        using var real = WorldDatabase.Open(realDatabase);
        using var copy = WorldDatabase.Open(Path.Combine(folder, name));
        real.BackupDatabase(copy);
    }

    [GeneratedRegex("""\b(insert\s+(or\s+\w+\s+)?into|replace\s+into|update(\s+or\s+\w+)?|delete\s+from)\s+["\[`]?(?<table>\w+)""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Target();
}

/// <summary>Tells of each command on its way to a process's own copy.</summary>
internal sealed class CopyWatch(OwnCopies copies, int host) : RedisObstacle
{
    public override Task MeetAsync(RedisPassing passing, CancellationToken cancellationToken)
    {
        copies.Saw(passing, host);
        return Task.CompletedTask;
    }
}
