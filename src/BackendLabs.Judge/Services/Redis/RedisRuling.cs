namespace BackendLabs.Judge.Services.Redis;

/// <summary>What the gate does with a command.</summary>
internal abstract record RedisRuling
{
    private RedisRuling()
    {
    }

    /// <summary>Goes to the server and onto the timeline.</summary>
    /// <param name="Shape">How its arguments read, see <see cref="RedisCommandTable"/>.</param>
    public sealed record Pass(string Shape) : RedisRuling;

    /// <summary>The client library's own doing: goes to the server, is neither recorded nor counted.</summary>
    public sealed record PassUnseen : RedisRuling
    {
        public static readonly PassUnseen Instance = new();
    }

    /// <summary>The client library's own doing, answered by the gate.</summary>
    public sealed record Answer(byte[] Reply, bool ThenClose = false) : RedisRuling;

    /// <summary>Asks for a version of the protocol, or which one is spoken; the server decides.</summary>
    /// <param name="Version">Null where it only asks.</param>
    public sealed record Hello(byte[]? Version) : RedisRuling;

    /// <summary>Not allowed; makes the verdict <c>Denied</c>.</summary>
    /// <param name="Operation">The command, with its subcommand where that matters.</param>
    public sealed record Refuse(string Operation, string Reason) : RedisRuling
    {
        public string Message => $"NOPERM {Operation} is not allowed here: {Reason}.";
    }
}
