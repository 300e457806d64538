namespace BackendLabs.Judge.Services.Redis;

/// <summary>What a snippet may ask of its Redis server.</summary>
internal sealed record RedisGateLimits
{
    public RespLimits Message { get; init; } = new();

    /// <summary>Connections of one gate at a time; a further one is told so and closed.</summary>
    public int Connections { get; init; } = 64;

    /// <summary>Replies that one connection may be owed; beyond it the gate stops reading from the client.</summary>
    public int Pending { get; init; } = 1024;

    /// <summary>How long a blocking command such as BLPOP may wait.</summary>
    public TimeSpan LongestBlock { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a client that has stopped sending may take to read what it is owed.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether the lab allows Lua.</summary>
    public bool Scripting { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A limit is zero or less; the message names it.</exception>
    public void Validate()
    {
        RequirePositive(Connections, nameof(Connections));
        RequirePositive(Pending, nameof(Pending));
        RequirePositive(LongestBlock.Ticks, nameof(LongestBlock));
        RequirePositive(Drain.Ticks, nameof(Drain));
        RequirePositive(Message.Bulk, nameof(Message.Bulk));
        RequirePositive(Message.Arguments, nameof(Message.Arguments));
        RequirePositive(Message.Message, nameof(Message.Message));
        RequirePositive(Message.Line, nameof(Message.Line));
        RequirePositive(Message.Depth, nameof(Message.Depth));
    }

    private static void RequirePositive(long value, string name)
    {
        if (value <= 0)
            throw new ArgumentOutOfRangeException(nameof(value), value, $"The Redis gate's limit {name} must be above zero.");
    }
}
