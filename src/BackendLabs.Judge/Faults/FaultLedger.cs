namespace BackendLabs.Judge.Faults;

/// <summary>The faults and holds of one check. All of them must have been met for the check to have proved anything.</summary>
internal sealed class FaultLedger
{
    private readonly Lock _lock = new();
    private readonly List<Fault> _faults = [];
    private readonly List<Hold> _holds = [];
    private int _calls;

    public Fault Add(Fault fault)
    {
        lock (_lock)
        {
            _faults.Add(fault);
            if (fault.LandsWithCalls && _calls > 0)
                fault.Land();
        }
        return fault;
    }

    /// <summary>A call into the snippet began: faults that land with calls have been met.</summary>
    public void CallBegan()
    {
        lock (_lock)
        {
            _calls++;
            foreach (var fault in _faults.Where(fault => fault is { LandsWithCalls: true, IsLifted: false }))
                fault.Land();
        }
    }

    public void CallEnded()
    {
        lock (_lock)
            _calls--;
    }

    /// <summary>A snippet's process tells of an operation on a service.</summary>
    public void Told(string service)
    {
        lock (_lock)
        {
            foreach (var fault in _faults.Where(fault => fault is { LandsWhenTold: true, IsLifted: false } && fault.Service == service))
                fault.Land();
        }
    }

    /// <summary>A snippet's process tells that a statement found a database locked.</summary>
    public void FoundLocked(string service)
    {
        lock (_lock)
        {
            foreach (var fault in _faults.Where(fault => !fault.IsLifted && fault.Service == service))
                fault.Refuse();
        }
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
                ? fault.NeverLanded
                : _holds.FirstOrDefault(hold => !hold.IsReached)?.Unreached;
        }
    }
}
