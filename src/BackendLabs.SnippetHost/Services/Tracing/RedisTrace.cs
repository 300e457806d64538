using BackendLabs.Contract;
using StackExchange.Redis;

namespace BackendLabs.SnippetHost.Services.Tracing;

/// <summary>
/// Tells the judge of each Redis operation that one call of the snippet asks for: from which place, for how long, with
/// what result. The gate tells what reached the server; the judge puts both together.
/// </summary>
internal sealed class RedisTrace(SnippetFrames frames, Action<HostReply> send)
{
    /// <summary>The judge keeps as many of a check.</summary>
    private const int MostOperations = 2_000;

    private readonly HashSet<RedisOperation> _pending = [];
    private int _begun;

    public T Do<T>(string name, RedisKey key, CommandFlags flags, Func<T> call)
    {
        var operation = Begin(name, key);
        try
        {
            var result = call();
            operation?.End(flags, RedisOutcome.Of(result));
            return result;
        }
        catch (Exception error)
        {
            operation?.End(error);
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

    /// <summary>The call has returned: what is still under way will hardly be looked at any more.</summary>
    public void EndCall()
    {
        RedisOperation[] left;
        lock (_pending)
        {
            left = [.. _pending];
            _pending.Clear();
        }

        foreach (var operation in left)
            operation.LeaveOpen("not finished when the call returned");
    }

    private RedisOperation? Begin(string name, RedisKey key) => Interlocked.Increment(ref _begun) > MostOperations
        ? null
        : new RedisOperation(name, key, frames.Innermost(), send);

    private TTask Started<TTask>(RedisOperation operation, Func<TTask> call)
        where TTask : Task
    {
        lock (_pending)
            _pending.Add(operation);
        try
        {
            return call();
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
        lock (_pending)
            _pending.Remove(operation);
        operation.End(flags, outcome);
    }

    private void End(RedisOperation operation, Exception error)
    {
        lock (_pending)
            _pending.Remove(operation);
        operation.End(error);
    }

    private static IEnumerable<T> Walk<T>(IEnumerable<T> items, RedisOperation operation)
    {
        var count = 0;
        try
        {
            foreach (var item in items)
            {
                count++;
                yield return item;
            }
        }
        finally
        {
            operation.End(RedisOutcome.Items(count));
        }
    }
}
