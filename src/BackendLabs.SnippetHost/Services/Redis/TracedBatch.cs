using StackExchange.Redis;

namespace BackendLabs.SnippetHost.Services.Redis;

/// <summary>A batch whose operations are told with the place that added them; sending it is no operation of its own.</summary>
internal sealed class TracedBatch : TracedDatabaseAsync, IBatch
{
    private readonly IBatch _inner;
    private readonly RedisEnvelope _envelope;

    public TracedBatch(IBatch inner, RedisTrace trace)
        : this(inner, trace, new RedisEnvelope(isTransaction: false))
    {
    }

    private TracedBatch(IBatch inner, RedisTrace trace, RedisEnvelope envelope)
        : base(inner, trace.Of(envelope)) => (_inner, _envelope) = (inner, envelope);

    public void Execute()
    {
        _envelope.Send();
        _inner.Execute();
    }
}

/// <summary>The same for a transaction, whose EXEC is an operation.</summary>
internal class TracedTransactionAsync : TracedDatabaseAsync, ITransactionAsync
{
    protected const string Exec = "EXEC";

    private readonly ITransactionAsync _inner;

    private readonly RedisEnvelope _envelope;

    public TracedTransactionAsync(ITransactionAsync inner, RedisTrace trace)
        : this(inner, trace, new RedisEnvelope(isTransaction: true))
    {
    }

    private TracedTransactionAsync(ITransactionAsync inner, RedisTrace trace, RedisEnvelope envelope)
        : base(inner, trace.Of(envelope)) => (_inner, Whole, _envelope) = (inner, trace, envelope);

    /// <summary>Of the transaction itself; what it holds waits for EXEC.</summary>
    protected RedisTrace Whole { get; }

    public bool WasWatchConflict => _inner.WasWatchConflict;

    public ConditionResult AddCondition(Condition condition) => _inner.AddCondition(condition);

    public Task<bool> ExecuteAsync(CommandFlags flags = CommandFlags.None) => Whole.DoAsync(Exec, default, flags, () => Sent(_inner).ExecuteAsync(flags));

    /// <summary>From here on its commands may have answers.</summary>
    protected T Sent<T>(T transaction)
    {
        _envelope.Send();
        return transaction;
    }
}

/// <summary>A transaction that can be ended by a blocking call too.</summary>
internal sealed class TracedTransaction : TracedTransactionAsync, ITransaction
{
    private readonly ITransaction _inner;

    public TracedTransaction(ITransaction inner, RedisTrace trace)
        : base(inner, trace) => _inner = inner;

    public bool Execute(CommandFlags flags = CommandFlags.None) => Whole.Do(Exec, default, flags, () => Sent(_inner).Execute(flags));

    void IBatch.Execute() => Whole.Do(Exec, default, CommandFlags.None, ((IBatch)Sent(_inner)).Execute);
}
