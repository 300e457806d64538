namespace BackendLabs.Cli;

/// <summary>What the command answers to the shell.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int NotPassed = 1;
    public const int Usage = 2;
    public const int Infrastructure = 3;

    /// <summary>128 + SIGINT, as shells expect.</summary>
    public const int Interrupted = 130;

    /// <summary>128 + SIGTERM.</summary>
    public const int Terminated = 143;
}
