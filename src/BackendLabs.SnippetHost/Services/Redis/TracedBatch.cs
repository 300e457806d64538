using StackExchange.Redis;

namespace BackendLabs.SnippetHost.Services.Redis;

/// <summary>A batch whose operations are told with the place that added them; sending it is no operation of its own.</summary>
internal sealed class TracedBatch : TracedDatabaseAsync, IBatch
{
    private readonly IBatch _inner;

    public TracedBatch(IBatch inner, RedisTrace trace)
        : base(inner, trace) => _inner = inner;

    public void Execute() => _inner.Execute();
}

/// <summary>The same for a transaction, whose EXEC is an operation.</summary>
internal class TracedTransactionAsync : TracedDatabaseAsync, ITransactionAsync
{
    protected const string Exec = "EXEC";

    private readonly ITransactionAsync _inner;

    public TracedTransactionAsync(ITransactionAsync inner, RedisTrace trace)
        : base(inner, trace.OfTransaction()) => (_inner, Whole) = (inner, trace);

    /// <summary>Of the transaction itself; what it holds waits for EXEC.</summary>
    protected RedisTrace Whole { get; }

    public bool WasWatchConflict => _inner.WasWatchConflict;

    public ConditionResult AddCondition(Condition condition) => _inner.AddCondition(condition);

    public Task<bool> ExecuteAsync(CommandFlags flags = CommandFlags.None) => Whole.DoAsync(Exec, default, flags, () => _inner.ExecuteAsync(flags));
}

/// <summary>A transaction that can be ended by a blocking call too.</summary>
internal sealed class TracedTransaction : TracedTransactionAsync, ITransaction
{
    private readonly ITransaction _inner;

    public TracedTransaction(ITransaction inner, RedisTrace trace)
        : base(inner, trace) => _inner = inner;

    public bool Execute(CommandFlags flags = CommandFlags.None) => Whole.Do(Exec, default, flags, () => _inner.Execute(flags));

    void IBatch.Execute() => Whole.Do(Exec, default, CommandFlags.None, ((IBatch)_inner).Execute);
}
