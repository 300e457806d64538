namespace BackendLabs.Judge.Services.Redis;

/// <summary>What a command touches beside the keys that it names. Source: the command reference of Redis 7.0.</summary>
internal static class RedisEffects
{
    /// <summary>Stands for every key: what FLUSHALL changes.</summary>
    public const string EveryKey = "*";

    /// <summary>Whether it may change keys that it does not name: a script writes what it likes.</summary>
    public static bool ChangesAny(string command) => command is "FLUSHALL" or "FLUSHDB" or "EVAL" or "EVALSHA" or "FCALL";

    /// <summary>Whether its answer never depends on a key.</summary>
    public static bool DependsOnNone(string command) => command is "MULTI" or "DISCARD" or "UNWATCH";

    /// <summary>Whether it may read keys that it does not name: a script does, and SORT by its patterns.</summary>
    public static bool DependsOnAny(RedisCommand command) => command.Name switch
    {
        "EVAL" or "EVALSHA" or "FCALL" or "EVAL_RO" or "EVALSHA_RO" or "FCALL_RO" => true,
        "SORT" or "SORT_RO" => command.ArgumentCount > 1,
        _ => false,
    };
}
