namespace BackendLabs.Judge.Faults;

/// <summary>The faults and holds of one check. All of them must have been met for the check to have proved anything.</summary>
internal sealed class Proofs
{
    private readonly Lock _lock = new();
    private readonly List<Fault> _faults = [];
    private readonly List<Hold> _holds = [];

    public Fault Add(Fault fault)
    {
        lock (_lock)
            _faults.Add(fault);
        return fault;
    }

    public Hold Add(Hold hold)
    {
        lock (_lock)
            _holds.Add(hold);
        return hold;
    }

    /// <summary>For the student: the first fault or hold that was never met; null where each one was.</summary>
    public string? Unreached()
    {
        lock (_lock)
        {
            return _faults.FirstOrDefault(fault => fault.Landed == 0) is { } fault
                ? $"The fault never landed ({fault.Name}): {fault.Unreached}."
                : _holds.FirstOrDefault(hold => !hold.IsReached)?.Unreached;
        }
    }
}
