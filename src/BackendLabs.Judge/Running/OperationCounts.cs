using BackendLabs.Contract;
using BackendLabs.Judge.Services;

namespace BackendLabs.Judge.Running;

/// <summary>How many operations there were, by service and name: apart from the list of them, which ends at some length.</summary>
internal sealed class OperationCounts
{
    /// <summary>A service has far fewer operations; what the student's process calls a statement may be anything.</summary>
    private const int MostNames = 1_000;

    private readonly Dictionary<string, int> _services = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Service, string Operation), int> _operations = [];
    private bool _namesAreCut;

    public void Add(TimelineEvent seen)
    {
        if (seen.Host == 0 || (seen.SelfReported && ServiceHomes.Find(seen.Service) is not { CountsSelfReported: true }))
            return;
        _services[seen.Service] = _services.GetValueOrDefault(seen.Service) + 1;
        var key = Key(seen.Service, seen.Operation);
        if (_operations.TryGetValue(key, out var count))
            _operations[key] = count + 1;
        else if (_operations.Count < MostNames)
            _operations.Add(key, 1);
        else
            _namesAreCut = true;
    }

    /// <returns>Null where it is not known.</returns>
    public int? Of(string service, string? operation)
    {
        if (operation is null)
            return _services.GetValueOrDefault(service);
        return _operations.TryGetValue(Key(service, operation), out var count) ? count : _namesAreCut ? null : 0;
    }

    public void Clear()
    {
        _services.Clear();
        _operations.Clear();
        _namesAreCut = false;
    }

    private static (string Service, string Operation) Key(string service, string operation) => (service, operation.ToUpperInvariant());
}
