namespace BackendLabs.Judge.Redis;

/// <summary>What a client is owed for a command, in the order of its commands.</summary>
internal abstract record OwedReply
{
    private OwedReply()
    {
    }

    /// <summary>The gate's own answer.</summary>
    public sealed record Local(byte[] Bytes) : OwedReply;

    /// <summary>The server's next reply.</summary>
    /// <param name="Seen">Null: the client's own doing, not recorded.</param>
    public sealed record FromServer(CommandSeen? Seen) : OwedReply;

    /// <summary>The server's next reply is dropped and these bytes go in its place.</summary>
    public sealed record InPlaceOfServer(byte[] Bytes) : OwedReply;

    /// <summary>From here on the server speaks by itself.</summary>
    public sealed record Messages : OwedReply
    {
        public static readonly Messages Instance = new();
    }
}

/// <param name="Arguments">Already in words, so that a command's bytes are let go while its reply is awaited.</param>
/// <param name="Began">The stamp at which the command was read.</param>
/// <param name="Queued">For EXEC: the commands between it and MULTI.</param>
internal sealed record CommandSeen(string Operation, string Arguments, long Began, int? Queued = null)
{
    /// <summary>The connection is to break in the middle of the reply.</summary>
    public bool IsCut { get; init; }
}
