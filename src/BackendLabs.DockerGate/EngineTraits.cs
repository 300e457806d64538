namespace BackendLabs.DockerGate;

/// <summary>What an Engine's containers are to this machine (Engine API, "Get system information").</summary>
/// <param name="SharesKernel">Whether they run on this very kernel. Sockets in shared folders lead into no other: not into Docker Desktop's machine, nor a remote one.</param>
/// <param name="IsRootless">Whether the containers' root is the user that the Engine runs as.</param>
/// <param name="RemapsUsers">Whether accounts inside are others outside, where a container does not ask otherwise.</param>
/// <param name="Filters">Whether it loads a filter of system calls that a container brings.</param>
internal sealed record EngineTraits(bool SharesKernel, bool IsRootless, bool RemapsUsers, bool Filters)
{
    private const string KernelRelease = "/proc/sys/kernel/osrelease";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <exception cref="EngineGoneException">The Engine does not answer.</exception>
    public static async Task<EngineTraits> OfAsync(DockerEngine engine, CancellationToken cancellationToken)
    {
        var answer = await engine.Client.SendAsync(HttpMethod.Get, "info", body: null, Limit, cancellationToken);
        if (answer.Status != 200)
            throw new EngineGoneException($"The Docker Engine says nothing of itself: {answer.Status} {answer.Message()}");
        var info = answer.Json();
        var options = info["SecurityOptions"]?.AsArray().Select(option => option!.GetValue<string>()).ToList() ?? [];
        return new EngineTraits(
            engine.IsLocal && OperatingSystem.IsLinux() && (await File.ReadAllTextAsync(KernelRelease, cancellationToken)).Trim() == info["KernelVersion"]?.GetValue<string>(),
            Has(options, "rootless"),
            Has(options, "userns"),
            Has(options, "seccomp"));
    }

    private static bool Has(List<string> options, string name) => options.Exists(option => option.Split(',').Contains("name=" + name));
}
