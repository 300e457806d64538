namespace BackendLabs.Grader;

/// <summary>Every time-out of the grader, in one place.</summary>
internal static class GraderTimes
{
    /// <summary>From a message's first byte until a judge has taken all of it. It reads whatever else it does.</summary>
    public static readonly TimeSpan Send = TimeSpan.FromSeconds(30);

    /// <summary>From a judge's start to a prepared lab.</summary>
    public static readonly TimeSpan Prepare = TimeSpan.FromSeconds(30);

    /// <summary>Beyond a check's own limit: its world, its arrangement, its end. A judge that takes longer is replaced.</summary>
    public static readonly TimeSpan CheckGrace = TimeSpan.FromSeconds(30);

    /// <summary>From a run's end until its judge has cleared up. One that takes longer is replaced.</summary>
    public static readonly TimeSpan Clear = TimeSpan.FromSeconds(10);

    /// <summary>How long a server's own programs may take to make the data that it begins with.</summary>
    public static readonly TimeSpan ServerTemplate = TimeSpan.FromSeconds(60);

    /// <summary>Pulling an image of forty megabytes over a slow line.</summary>
    public static readonly TimeSpan Pull = TimeSpan.FromMinutes(5);
}
