using BackendLabs.Contract;
using BackendLabs.Judge.Services.Redis;

namespace BackendLabs.Judge.Scenarios;

/// <summary>One run of several clients' parts, with one order of their operations.</summary>
/// <param name="parts">What each client does, the first one's first.</param>
internal sealed class ScheduledRun(ScheduledRedis gate, IOrder<RedisPassing> order, IReadOnlyList<Task> parts, TimeProvider time)
{
    /// <summary>
    /// A client that does not come to the server in this time waits for another one, or for the clock. It is long, for one
    /// that is only slow, on a busy machine, must not be taken for one that waits: orders would be left out.
    /// </summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private readonly List<WaitingOperation> _waiting = [];

    public List<ScheduleStep> Steps { get; } = [];

    /// <summary>Until every part has ended, however it did.</summary>
    /// <exception cref="OrderLostException">The order cannot be followed.</exception>
    public async Task PlayAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await GatherAsync(cancellationToken);
            if (_waiting.Count > 0)
                LetGo();
            else if (parts.All(part => part.IsCompleted))
                break;
        }

        order.End();
    }

    private void LetGo()
    {
        var client = order.Choose(_waiting.GroupBy(operation => operation.Client).ToDictionary(own => own.Key, own => own.First().Passing));
        var next = _waiting.First(operation => operation.Client == client);
        _waiting.Remove(next);
        Steps.Add(new ScheduleStep(client, next.Passing.Command, next.Passing.Arguments));
        next.Go();
    }

    // Until each client stands before the server or has ended, or those that do neither seem to wait for somebody.
    private async Task GatherAsync(CancellationToken cancellationToken)
    {
        while (!IsComplete())
        {
            var arrival = gate.Arrived.WaitToReadAsync(cancellationToken).AsTask();
            var patience = _waiting.Count > 0 ? Task.Delay(Quiet, time, cancellationToken) : Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            var ended = Task.WhenAny(parts.Where(part => !part.IsCompleted));
            var first = await Task.WhenAny(arrival, ended, patience);
            cancellationToken.ThrowIfCancellationRequested();
            while (gate.Arrived.TryRead(out var operation))
                _waiting.Add(operation);
            if (first == patience)
                return;
        }
        while (gate.Arrived.TryRead(out var operation))
            _waiting.Add(operation);
    }

    private bool IsComplete() => Enumerable.Range(0, parts.Count)
        .All(i => parts[i].IsCompleted || _waiting.Any(operation => operation.Client == i + 1));
}
