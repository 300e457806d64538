namespace BackendLabs.Judge;

/// <summary>Every time-out of the judge, in one place.</summary>
internal static class JudgeTimes
{
    /// <summary>One statement of the judge on a database that a student's code has written to.</summary>
    public static readonly TimeSpan Statement = TimeSpan.FromSeconds(2);

    /// <summary>Looking at one service of a world whose check is over.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    /// <summary>Of <see cref="Look"/>: counting one table's rows.</summary>
    public static readonly TimeSpan CountRows = TimeSpan.FromMilliseconds(300);

    /// <summary>From the request to a host's greeting. A cold, busy machine takes a second; this is for one that never comes.</summary>
    public static readonly TimeSpan HostStart = TimeSpan.FromSeconds(20);

    /// <summary>From asking the grader for a world to its folder and servers.</summary>
    public static readonly TimeSpan WorldOpen = TimeSpan.FromSeconds(20);

    /// <summary>How long a private Redis may take to accept its first connection.</summary>
    /// <summary>How long a database server of a world may take to answer, once it is started.</summary>
    public static readonly TimeSpan ServerStart = TimeSpan.FromSeconds(15);

    /// <summary>How long a statement of the check's may wait for a lock of the snippet's.</summary>
    public static readonly TimeSpan ServerStatement = TimeSpan.FromSeconds(5);

    /// <summary>How long a check waits until the snippet's sessions wait for a lock.</summary>
    public static readonly TimeSpan ServerWait = TimeSpan.FromSeconds(5);

    public static readonly TimeSpan ServerSwitch = TimeSpan.FromSeconds(15);

    public static readonly TimeSpan RedisStart = TimeSpan.FromSeconds(10);

    /// <summary>From the loss of a host's stream to its own end. One that only closed its stream is ended then.</summary>
    public static readonly TimeSpan HostOwnEnd = TimeSpan.FromSeconds(1);

    /// <summary>From the request to end a host to the grader's word on how it ended.</summary>
    public static readonly TimeSpan HostEnd = TimeSpan.FromSeconds(5);

    /// <summary>When a check's time is up: how long a process may take to tell what has no answer.</summary>
    public static readonly TimeSpan Pending = TimeSpan.FromMilliseconds(500);

    /// <summary>From asking the grader to its word that all seen operations have been told.</summary>
    public static readonly TimeSpan Settle = TimeSpan.FromSeconds(10);

    /// <summary>Filling a database with a lab's seed, once for all its worlds: the author's code, not the student's.</summary>
    public static readonly TimeSpan Seed = TimeSpan.FromSeconds(10);

    /// <summary>Declaring checks, and at most arranging a world by Given: the author's code, not the student's.</summary>
    public static readonly TimeSpan Arrange = TimeSpan.FromSeconds(10);

    /// <summary>What Given has at least, however short the lab's checks may take.</summary>
    public static readonly TimeSpan ShortestArrange = TimeSpan.FromSeconds(4);

    /// <summary>From a connection to the HTTP service to the end of a request's head, and what a slow body or reader is forgiven.</summary>
    public static readonly TimeSpan HttpHead = TimeSpan.FromSeconds(5);

    /// <summary>How long a connection to the HTTP service may be open without a request.</summary>
    public static readonly TimeSpan HttpIdle = TimeSpan.FromSeconds(30);

    /// <summary>That a check waits for requests that it expects; in a healthy run they come within milliseconds.</summary>
    public static readonly TimeSpan Requests = TimeSpan.FromSeconds(10);

    /// <summary>Between two looks at something that is to come about.</summary>
    public static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(5);
}
