namespace BackendLabs.Judge.Faults;

/// <summary>What every process of a world has to be told when it starts: how far the check has moved the world by then.</summary>
internal sealed class WorldState
{
    public TimeSpan ClockAhead { get; set; }

    public bool DatabaseIsFull { get; set; }
}
