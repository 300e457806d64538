using BackendLabs.SnippetHost.Generated;
using StackExchange.Redis;

namespace BackendLabs.SnippetHost.Services.Tracing;

/// <summary>A batch whose operations are told with the place that added them; sending it is no operation of its own.</summary>
internal sealed class TracedBatch : TracedDatabaseAsync, IBatch
{
    private readonly IBatch _inner;

    public TracedBatch(IBatch inner, RedisTrace trace)
        : base(inner, trace) => _inner = inner;

    public void Execute() => _inner.Execute();
}

/// <summary>The same for a transaction, whose EXEC is an operation.</summary>
internal sealed class TracedTransaction : TracedDatabaseAsync, ITransaction
{
    private const string Exec = "EXEC";

    private readonly ITransaction _inner;

    public TracedTransaction(ITransaction inner, RedisTrace trace)
        : base(inner, trace) => _inner = inner;

    public ConditionResult AddCondition(Condition condition) => _inner.AddCondition(condition);

    public bool Execute(CommandFlags flags = CommandFlags.None) => Trace.Do(Exec, default, flags, () => _inner.Execute(flags));

    public Task<bool> ExecuteAsync(CommandFlags flags = CommandFlags.None) => Trace.DoAsync(Exec, default, flags, () => _inner.ExecuteAsync(flags));

    void IBatch.Execute() => Trace.Do(Exec, default, CommandFlags.None, ((IBatch)_inner).Execute);
}
