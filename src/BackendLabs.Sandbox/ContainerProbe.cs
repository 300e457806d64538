using BackendLabs.Contract;
using BackendLabs.DockerGate;

namespace BackendLabs.Sandbox;

/// <summary>Containers in the place of boxes: where bubblewrap cannot work.</summary>
internal sealed record ContainerRuntime(ContainerBox Box, string Image) : IDisposable
{
    /// <summary>For people.</summary>
    public string Description => $"by a container of Docker {Box.Engine.Version}";

    public Task<ISandboxedProcess> StartAsync(SandboxSpec spec) => Box.StartAsync(spec, Image, CancellationToken.None);

    public void Dispose() => Box.Engine.Dispose();
}

/// <summary>Looks for an Engine and runs .NET in one container, made as all that follow.</summary>
internal static class ContainerProbe
{
    /// <returns>The runtime; or null, and why not where there is an Engine that does not serve.</returns>
    public static async Task<(ContainerRuntime? Runtime, string? Reason)> TryAsync(
        MachineTools tools, RunFolder folder, ProcessAccounts? accounts, CancellationToken cancellationToken)
    {
        if (await DockerEngine.FindAsync(cancellationToken) is not DockerEngineLookup.Found found)
            return (null, null);
        try
        {
            await DockerReaper.RemoveLeftAsync(found.Engine, folder.IsOwnerAlive, cancellationToken);
            var box = new ContainerBox(found.Engine, await EngineTraits.OfAsync(found.Engine, cancellationToken), folder.Owner);
            var runtime = new ContainerRuntime(box, await RuntimeImage.EnsureAsync(found.Engine, tools, cancellationToken));
            if (await WhyNotAsync(runtime, tools, folder, accounts, cancellationToken) is not { } reason)
                return (runtime, null);
            found.Engine.Dispose();
            return (null, reason);
        }
        catch (Exception error) when (error is EngineGoneException or InfrastructureException or TimeoutException)
        {
            found.Engine.Dispose();
            return (null, error.Message);
        }
    }

    private static async Task<string?> WhyNotAsync(
        ContainerRuntime runtime, MachineTools tools, RunFolder folder, ProcessAccounts? accounts, CancellationToken cancellationToken)
    {
        var account = accounts?.Rent();
        try
        {
            await using var process = await runtime.StartAsync(new SandboxSpec(
                "probe", [tools.Dotnet, "--list-runtimes"], [new SandboxMount(folder.Path, "/data")], ProcessLimits.Compiler, account)
            {
                Environment = DotnetSettings.For(ProcessLimits.Compiler.MemoryBytes),
            });
            var end = await process.Ended.WaitAsync(SandboxTimes.ContainerEnd, cancellationToken);
            return end.Code == 0 ? null : $".NET does not start in a container here: {end.LastWords.Trim()}";
        }
        finally
        {
            if (account is not null)
                accounts!.Return(account);
        }
    }
}
