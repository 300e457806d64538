using System.Globalization;
using BackendLabs.Contract;
using BackendLabs.Judge.Services.Redis;

namespace BackendLabs.Judge.Scenarios;

/// <summary>
/// An order that was found in an earlier run, followed again. Clients and their commands must come as they did; what a
/// command carries may differ, for it may hold a token that is drawn anew each time.
/// </summary>
internal sealed class RecordedOrder(IReadOnlyList<ScheduleStep> steps) : IOrder<RedisPassing>
{
    private int _at;

    /// <inheritdoc/>
    public int Choose(IReadOnlyDictionary<int, RedisPassing> waiting)
    {
        if (_at == steps.Count)
            throw new OrderLostException($"After its last operation there came another: {Words(waiting.OrderBy(one => one.Key).First())}.");
        var step = steps[_at];
        if (!waiting.TryGetValue(step.Client, out var operation))
            throw new OrderLostException($"{Place(step)}, and this client did not come; there waited {string.Join(", ", waiting.OrderBy(one => one.Key).Select(Words))}.");
        if (!string.Equals(operation.Command, step.Operation, StringComparison.Ordinal))
            throw new OrderLostException($"{Place(step)}, and this client came with {operation.Command} {operation.Arguments}.");
        _at++;
        return step.Client;
    }

    /// <inheritdoc/>
    public void End()
    {
        if (_at < steps.Count)
            throw new OrderLostException($"{Place(steps[_at])}, and all clients had ended before.");
    }

    private string Place(ScheduleStep step) =>
        $"Its operation {(_at + 1).ToString(CultureInfo.InvariantCulture)} is client {step.Client.ToString(CultureInfo.InvariantCulture)}'s {step.Operation} {step.Detail}".TrimEnd();

    private static string Words(KeyValuePair<int, RedisPassing> waiting) =>
        $"client {waiting.Key.ToString(CultureInfo.InvariantCulture)}'s {waiting.Value.Command} {waiting.Value.Arguments}".TrimEnd();
}
