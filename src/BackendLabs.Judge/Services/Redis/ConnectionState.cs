namespace BackendLabs.Judge.Services.Redis;

/// <summary>
/// What the server's replies say about one connection. Only <see cref="ReplyRelay"/> changes it, with each reply; a
/// command is judged by it after the replies to all commands that can change it (<see cref="Changes"/>) have come.
/// </summary>
internal sealed class ConnectionState
{
    // A transaction that writes more keys than this counts as one that may write any.
    private const int KeysKept = 4096;

    private readonly HashSet<string> _queuedWrites = new(StringComparer.Ordinal);
    private long _subscriptions;

    public bool InTransaction { get; private set; }

    /// <summary>How many commands wait for EXEC.</summary>
    public int Queued { get; private set; }

    /// <summary>The server has refused a command of the transaction, so its EXEC runs none of it.</summary>
    public bool IsDoomed { get; private set; }

    /// <summary>The version of the protocol that the server speaks, 2 or 3.</summary>
    public int Protocol { get; private set; } = 2;

    public bool IsSubscribed => _subscriptions > 0;

    /// <summary>Messages come in the form of replies, and the server takes hardly anything but subscriptions.</summary>
    public bool TakesOnlySubscriptions => IsSubscribed && Protocol == 2;

    /// <summary>The keys that EXEC would write.</summary>
    public IReadOnlyList<string> QueuedWrites => IsDoomed ? [] : [.. _queuedWrites];

    /// <summary>Whether a command decides how the ones after it are taken.</summary>
    public static bool Changes(string command) => command is "MULTI" or "EXEC" or "DISCARD" or "HELLO" || IsSubscription(command);

    public static bool IsSubscription(string command) => command is "SUBSCRIBE" or "PSUBSCRIBE" or "UNSUBSCRIBE" or "PUNSUBSCRIBE";

    /// <summary>Takes the server's reply to a command.</summary>
    /// <param name="written">The keys that the command may write.</param>
    public ReplyMeaning Take(string command, IReadOnlyList<string> written, in ReplyHead reply)
    {
        // Refused before it was looked at: that dooms a transaction whichever command it was.
        IsDoomed |= InTransaction && reply.IsError && reply.Text.StartsWith("ERR wrong number of arguments", StringComparison.Ordinal);
        switch (command)
        {
            case "MULTI":
                InTransaction |= !reply.IsError;
                return default;
            // An EXEC with an argument ends the transaction too: the server's word for it is EXECABORT.
            case "EXEC" when !reply.IsError || reply.Text.StartsWith("EXECABORT", StringComparison.Ordinal):
            case "DISCARD" when !reply.IsError:
                return EndTransaction();
            case "HELLO" when !reply.IsError:
                Protocol = reply.Type == '%' ? 3 : 2;
                return default;
            case "EXEC" or "DISCARD" or "HELLO" or "WATCH":
                return default;
            default:
                return InTransaction ? Queue(written, reply) : default;
        }
    }

    /// <summary>Takes what the server says by itself: a message, or that it has begun or ended a subscription.</summary>
    public void TakeMessage(in ReplyHead message)
    {
        if (message.Kind is "subscribe" or "psubscribe" or "unsubscribe" or "punsubscribe")
            _subscriptions = message.LastNumber;
    }

    private ReplyMeaning Queue(IReadOnlyList<string> written, in ReplyHead reply)
    {
        if (reply.IsError)
        {
            IsDoomed = true;
            return default;
        }
        Queued++;
        if (_queuedWrites.Count < KeysKept)
            _queuedWrites.UnionWith(written);
        else if (written.Count > 0)
            _queuedWrites.Add(RedisEffects.EveryKey);
        return new ReplyMeaning(IsQueued: true, Ended: null);
    }

    private ReplyMeaning EndTransaction()
    {
        var ended = InTransaction ? Queued : (int?)null;
        (InTransaction, IsDoomed, Queued) = (false, false, 0);
        _queuedWrites.Clear();
        return new ReplyMeaning(IsQueued: false, ended);
    }
}

/// <summary>What a reply means for its command.</summary>
/// <param name="IsQueued">The command waits for EXEC.</param>
/// <param name="Ended">The command has ended a transaction of so many commands; null where it has ended none.</param>
internal readonly record struct ReplyMeaning(bool IsQueued, int? Ended);
