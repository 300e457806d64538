namespace BackendLabs.Judge.Services.Redis;

/// <summary>What a client is owed for a command, in the order of its commands.</summary>
internal abstract record OwedReply
{
    private OwedReply()
    {
    }

    /// <summary>The gate's own answer.</summary>
    public sealed record Local(byte[] Bytes) : OwedReply;

    /// <summary>The server's next reply.</summary>
    /// <param name="Command">The name of the command that the server got.</param>
    /// <param name="Written">The keys that it may write.</param>
    /// <param name="Seen">Null: the client's own doing, not recorded.</param>
    public sealed record FromServer(string Command, IReadOnlyList<string> Written, CommandSeen? Seen) : OwedReply
    {
        /// <summary>Goes to the client in place of the server's reply; null: the reply itself.</summary>
        public byte[]? Instead { get; init; }

        /// <summary>How far the snippet's clock was ahead of the server's when the command went out.</summary>
        public TimeSpan Ahead { get; init; }

        /// <summary>Whether the reply is a moment in the server's time, and not in the snippet's.</summary>
        public bool IsMoment => Ahead != TimeSpan.Zero && Command is ("EXPIRETIME" or "PEXPIRETIME");
    }

    /// <summary>The server's next reply is the one to HELLO; the client gets the same about the gate.</summary>
    public sealed record Hello : OwedReply;

    /// <summary>Whatever the server says about a command that subscribes, up to the reply to the gate's own PING behind it.</summary>
    public sealed record Subscription(CommandSeen? Seen) : OwedReply;

    /// <summary>Owed to the gate itself: every reply before it has come.</summary>
    public sealed record Mark(TaskCompletionSource Reached) : OwedReply;
}

/// <param name="Arguments">Already in words, so that a command's bytes are let go while its reply is awaited.</param>
/// <param name="Began">The stamp at which the command was read.</param>
internal sealed record CommandSeen(string Operation, string Arguments, long Began)
{
    /// <summary>The connection is to break in the middle of the reply.</summary>
    public bool IsCut { get; init; }
}
