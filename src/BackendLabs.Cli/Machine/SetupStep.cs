using BackendLabs.Cli.Screens;
using BackendLabs.Contract.Services.Docker;
using BackendLabs.Grader;

namespace BackendLabs.Cli.Machine;

/// <summary>Whether what is missing may be installed.</summary>
internal enum SetupConsent
{
    /// <summary>Ask on a terminal; elsewhere install where that needs no password.</summary>
    Ask,
    Yes,
    No,
}

/// <summary>Gets a machine ready: installs what is missing where that is wanted, starts a Docker engine for a while.</summary>
internal sealed class SetupStep(CommandContext context, SetupConsent consent)
{
    /// <returns>What has to be stopped at the end; null where nothing was started.</returns>
    public async Task<IAsyncDisposable?> RunAsync(CancellationToken cancellationToken)
    {
        var answering = await AnsweringAsync(cancellationToken);
        var engine = answering.Contains(DockerHome.Name);
        var missing = SetupNeeds.Missing(answering);
        if (missing.Count > 0)
            await InstallAsync(missing, cancellationToken);
        if (engine || Tool.Find("dockerd") is null)
            return null;
        var elevation = await SetupElevation.SilentAsync(cancellationToken);
        if (elevation is null)
        {
            context.Screen.Note("! No Docker engine answers, and starting one needs root: sudo systemctl start docker");
            return null;
        }

        return await Busy.WhileAsync(context.Screen, context.Time, "Starting a Docker engine", _ =>
            SetupEngine.StartAsync(elevation, line => context.Screen.Note($"! {line}"), cancellationToken));
    }

    private async Task InstallAsync(IReadOnlyList<SetupNeed> missing, CancellationToken cancellationToken)
    {
        var elevation = Tool.Find("apt-get") is null ? null : await ConsentAsync(missing, cancellationToken);
        if (elevation is not null && await new SetupInstall(context, elevation).RunAsync(missing, cancellationToken))
            return;
        foreach (var need in missing.Where(need => need.IsMissing))
            context.Screen.Note($"! {SetupNeeds.Line(need)}");
    }

    private async Task<SetupElevation?> ConsentAsync(IReadOnlyList<SetupNeed> missing, CancellationToken cancellationToken)
    {
        if (consent is SetupConsent.No)
            return null;
        if (!context.Screen.Traits.Input || !context.Screen.Traits.Error)
            return await SetupElevation.SilentAsync(cancellationToken);
        foreach (var need in missing)
            context.Screen.Note($"! {need.Name} is missing: {need.For}.");
        var packages = string.Join(' ', missing.Select(need => SetupNeeds.Quoted(need.Package)));
        return consent is SetupConsent.Yes || Question.Confirm(context.Screen, $"Install with apt-get install {packages}?", otherwise: false)
            ? await SetupElevation.AskingAsync(cancellationToken)
            : null;
    }

    private async Task<IReadOnlyCollection<string>> AnsweringAsync(CancellationToken cancellationToken)
    {
        await using LabGrader runner = context.OpenGrader();
        var services = await runner.InspectServicesAsync(cancellationToken);
        return services.Where(service => service.Available).Select(service => service.Kind).ToHashSet(StringComparer.Ordinal);
    }
}
