namespace BackendLabs.Sandbox;

/// <summary>A running process and all that hangs on it, ended together: of this machine, or in a container.</summary>
internal interface ISandboxedProcess : IAsyncDisposable
{
    /// <summary>Its standard input.</summary>
    Stream Input { get; }

    /// <summary>Its standard output, where its spec says that it speaks there.</summary>
    Stream Output { get; }

    /// <summary>Processor time that it and what it started have used so far; after its end, what was seen last.</summary>
    TimeSpan Cpu { get; }

    /// <summary>Whether something of it was ended for want of memory: of a server with a process for each client, one of them.</summary>
    bool WasOutOfMemory { get; }

    /// <summary>What it took of the disk beyond its limit, for the student; null where it did not. It is ended for that.</summary>
    string? Exceeded { get; }

    /// <summary>Completes when the process has ended and nothing of it is left.</summary>
    Task<ProcessEnd> Ended { get; }

    /// <summary>Kills the whole tree.</summary>
    void Kill();
}
