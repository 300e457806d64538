using System.Runtime.CompilerServices;
using BackendLabs.Contract;
using StackExchange.Redis;

namespace BackendLabs.SnippetHost.Services.Redis;

/// <summary>
/// Tells the judge of each Redis operation that one call of the snippet asks for: from which place, for how long, with
/// what result. The gate tells what reached the server; the judge puts both together.
/// </summary>
internal sealed class RedisTrace
{
    private readonly SnippetFrames _frames;
    private readonly Action<HostToJudge> _send;
    private readonly RedisOperations _all;
    private readonly RedisEnvelope? _envelope;

    public RedisTrace(SnippetFrames frames, Action<HostToJudge> send)
        : this(frames, send, new RedisOperations(), envelope: null)
    {
    }

    private RedisTrace(SnippetFrames frames, Action<HostToJudge> send, RedisOperations all, RedisEnvelope? envelope) =>
        (_frames, _send, _all, _envelope) = (frames, send, all, envelope);

    /// <summary>For what waits in a transaction or batch.</summary>
    public RedisTrace Of(RedisEnvelope envelope) => new(_frames, _send, _all, envelope);

    public T Do<T>(string name, RedisKey key, CommandFlags flags, Func<T> call)
    {
        if (Begin(name, key) is not { } operation)
            return call();
        _all.Add(operation);
        try
        {
            var result = operation.Run(call);
            End(operation, flags, RedisOutcome.Of(result));
            return result;
        }
        catch (Exception error)
        {
            End(operation, error);
            throw;
        }
    }

    public void Do(string name, RedisKey key, CommandFlags flags, Action call) => Do<object?>(name, key, flags, () =>
    {
        call();
        return null;
    });

    /// <summary>The same without waiting: the place is that of the call, the end that of the task.</summary>
    public Task<T> DoAsync<T>(string name, RedisKey key, CommandFlags flags, Func<Task<T>> call) => Begin(name, key) is { } operation
        ? FollowAsync(Started(operation, call), operation, flags)
        : call();

    public Task DoAsync(string name, RedisKey key, CommandFlags flags, Func<Task> call) => Begin(name, key) is { } operation
        ? FollowAsync(Started(operation, call), operation, flags)
        : call();

    /// <summary>A sequence asks the server while it is walked through; it ends where the walk does.</summary>
    public IEnumerable<T> Each<T>(string name, RedisKey key, IEnumerable<T> items) =>
        Begin(name, key) is { } operation ? Walk(items, operation) : items;

    /// <inheritdoc cref="Each"/>
    public IAsyncEnumerable<T> EachAsync<T>(string name, RedisKey key, IAsyncEnumerable<T> items) =>
        Begin(name, key) is { } operation ? WalkAsync(items, operation) : items;

    /// <summary>The call has returned: what is still under way will hardly be looked at any more.</summary>
    public void EndCall()
    {
        foreach (var operation in _all.TakePending())
            operation.LeaveOpen("not finished when the call returned");
    }

    /// <summary>Time is up: tells what has no answer.</summary>
    public void TellPending()
    {
        foreach (var operation in _all.TakePending())
            operation.TellPending();
    }

    private RedisOperation? Begin(string name, RedisKey key) =>
        _all.TryBegin() ? new RedisOperation(name, key, _envelope, _frames.Innermost(), _send) : null;

    private TTask Started<TTask>(RedisOperation operation, Func<TTask> call)
        where TTask : Task
    {
        _all.Add(operation);
        try
        {
            return operation.Run(call);
        }
        catch (Exception error)
        {
            End(operation, error);
            throw;
        }
    }

    // The snippet awaits this task and not the client's: by the time it goes on, the judge has been told.
    private async Task<T> FollowAsync<T>(Task<T> task, RedisOperation operation, CommandFlags flags)
    {
        try
        {
            var result = await task.ConfigureAwait(false);
            End(operation, flags, RedisOutcome.Of(result));
            return result;
        }
        catch (Exception error)
        {
            End(operation, error);
            throw;
        }
    }

    private async Task FollowAsync(Task task, RedisOperation operation, CommandFlags flags)
    {
        try
        {
            await task.ConfigureAwait(false);
            End(operation, flags, RedisOutcome.Done);
        }
        catch (Exception error)
        {
            End(operation, error);
            throw;
        }
    }

    private void End(RedisOperation operation, CommandFlags flags, string outcome)
    {
        operation.End(flags, outcome);
        _all.Remove(operation);
    }

    private void End(RedisOperation operation, Exception error)
    {
        operation.End(error);
        _all.Remove(operation);
    }

    private static IEnumerable<T> Walk<T>(IEnumerable<T> items, RedisOperation operation)
    {
        var count = 0;
        using var walk = items.GetEnumerator();
        try
        {
            while (Next(walk, operation))
            {
                count++;
                yield return walk.Current;
            }
        }
        finally
        {
            operation.End(RedisOutcome.Items(count));
        }
    }

    private static async IAsyncEnumerable<T> WalkAsync<T>(
        IAsyncEnumerable<T> items, RedisOperation operation, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var count = 0;
        await using var walk = items.GetAsyncEnumerator(cancellationToken);
        try
        {
            while (await NextAsync(walk, operation).ConfigureAwait(false))
            {
                count++;
                yield return walk.Current;
            }
        }
        finally
        {
            operation.End(RedisOutcome.Items(count));
        }
    }

    private static bool Next<T>(IEnumerator<T> walk, RedisOperation operation)
    {
        try
        {
            return operation.Run(walk.MoveNext);
        }
        catch (Exception error)
        {
            operation.End(error);
            throw;
        }
    }

    private static async ValueTask<bool> NextAsync<T>(IAsyncEnumerator<T> walk, RedisOperation operation)
    {
        try
        {
            return await operation.Run(walk.MoveNextAsync).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            operation.End(error);
            throw;
        }
    }
}

/// <summary>The operations of one call, those of its transactions too.</summary>
internal sealed class RedisOperations
{
    private readonly HashSet<RedisOperation> _pending = [];
    private readonly FloodSample _told = new(FloodSample.OfOperations);

    /// <returns>False for what is left out of a flood.</returns>
    public bool TryBegin() => _told.TryTake();

    public void Add(RedisOperation operation)
    {
        lock (_pending)
            _pending.Add(operation);
    }

    public void Remove(RedisOperation operation)
    {
        lock (_pending)
            _pending.Remove(operation);
    }

    public RedisOperation[] TakePending()
    {
        lock (_pending)
        {
            RedisOperation[] left = [.. _pending];
            _pending.Clear();
            return left;
        }
    }
}
