using BackendLabs.Contract;
using BackendLabs.Contract.Services;

namespace BackendLabs.Judge.Timeline;

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
        if (seen.Host == 0 || (seen.SelfReported && !OnlyProcessSees(seen.Service)))
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

    /// <summary>Whether the student's process is the only one that sees a service's operations: then what it tells counts.</summary>
    public static bool OnlyProcessSees(string service) => ServiceKinds.Find(service) is { Witness: OperationWitness.SnippetProcess };

    public void Clear()
    {
        _services.Clear();
        _operations.Clear();
        _namesAreCut = false;
    }

    private static (string Service, string Operation) Key(string service, string operation) => (service, operation.ToUpperInvariant());
}
