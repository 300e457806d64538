namespace BackendLabs.Judge.Faults;

/// <summary>What every process of a world has to be told when it starts: how far the check has moved the world by then.</summary>
internal sealed class WorldState
{
    public TimeSpan ClockAhead { get; set; }

    /// <summary>Where the world's time stands; null where it goes on with the machine's.</summary>
    public DateTimeOffset? ClockStands { get; set; }

    /// <summary>How far the world's time is from the machine's at this moment.</summary>
    public TimeSpan AheadOf(TimeProvider machine) => ClockStands is { } stands ? stands - machine.GetUtcNow() : ClockAhead;

    public bool DatabaseIsFull { get; set; }
}
