namespace BackendLabs.Store.Classes;

/// <summary>How guessing a code slows and ends. It counts by the name that is tried, never by the address: a whole class may share one.</summary>
internal static class JoinLimits
{
    /// <summary>Wrong codes without any wait.</summary>
    public const int Free = 4;

    /// <summary>With the tenth wrong code in a row the name is locked.</summary>
    public const int Most = 10;

    /// <summary>Wrong codes are forgotten after so long without another; a lock is not.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    /// <summary>Names that nobody has share so many rows, so that they slow and lock like others and cannot fill the store.</summary>
    public const int Strangers = 4096;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);

    /// <summary>How long the next code waits: 5 s after the fourth wrong one, then twice as long each time.</summary>
    public static TimeSpan WaitAfter(long failed) => failed < Free ? TimeSpan.Zero : FirstWait * Math.Pow(2, Math.Min(failed, Most) - Free);
}
