namespace BackendLabs.DockerGate;

/// <summary>Whom a gate serves.</summary>
internal enum DockerRole
{
    Student,
    Judge,
}

/// <summary>What one gate allows, and to whom all that is made through it belongs.</summary>
/// <param name="Run">Letters and digits, 40 at most: all containers of one run are one world.</param>
/// <param name="Owner">The process that will clean up, as <see cref="DockerReaper"/> is told about it.</param>
/// <param name="Lab">The lab's id, for a person who reads <c>docker ps</c>.</param>
/// <param name="Images">The names that may be run, exactly as a snippet writes them.</param>
internal sealed record EngineGatePolicy(
    string Run, string Owner, string Lab, DockerRole Role, IReadOnlyList<string> Images, DockerLimits Limits)
{
    private const int LongestRun = 40;

    /// <summary>Before every name on the Engine; a student's <c>web</c> is <c>bl-{run}-web</c> there.</summary>
    public string NamePrefix => $"bl-{Run}-";

    /// <exception cref="ArgumentException">The run's name could be taken for another's, or an owner is missing.</exception>
    public static EngineGatePolicy Check(EngineGatePolicy policy)
    {
        if (policy.Run.Length is 0 or > LongestRun || !policy.Run.All(char.IsAsciiLetterOrDigit))
            throw new ArgumentException($"Run is '{policy.Run}'; it should be 1 to {LongestRun} letters and digits.", nameof(policy));
        if (policy.Owner.Length == 0 || policy.Images.Count == 0)
            throw new ArgumentException("Owner should name the process that cleans up, and Images one image or more.", nameof(policy));
        return policy;
    }
}

/// <summary>What the containers of one run may take.</summary>
/// <param name="WritableRoot">
/// Whether containers may write outside of temporary file systems. An Engine on an ordinary file system has no quota
/// for a container's own layer, so a lab that needs this says so.
/// </param>
internal sealed record DockerLimits(
    int Containers = 8,
    long MemoryBytes = 64L * 1024 * 1024,
    long NanoCpus = 500_000_000,
    int Processes = 64,
    long TmpfsBytes = 16L * 1024 * 1024,
    int Requests = 2000,
    int Connections = 32,
    long LogBytes = 4L * 1024 * 1024,
    bool WritableRoot = false)
{
    /// <summary>For a request's head, and again for its body. Between requests a client may be silent.</summary>
    public TimeSpan RequestTime { get; init; } = TimeSpan.FromSeconds(30);
}

/// <summary>Labels of ours on everything that we make. A snippet can neither set nor see them.</summary>
internal static class DockerLabels
{
    public const string Prefix = "backendlabs.";
    public const string Run = "backendlabs.run";
    public const string Owner = "backendlabs.owner";
    public const string Lab = "backendlabs.lab";
    public const string Role = "backendlabs.role";
    public const string Ports = "backendlabs.ports";
    public const string BaseDigest = "backendlabs.base";
    public const string Runtime = "backendlabs.runtime";
}
