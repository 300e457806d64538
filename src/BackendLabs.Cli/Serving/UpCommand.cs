using System.CommandLine;
using System.Net;
using BackendLabs.Cli.Machine;
using BackendLabs.Cli.Screens;
using BackendLabs.Store;

namespace BackendLabs.Cli.Serving;

internal static class UpCommand
{
    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(60);

    /// <summary>How long the pages of one who was killed may take to end.</summary>
    private static readonly TimeSpan PortPatience = TimeSpan.FromSeconds(6);

    public static Command Create(CommandContext context)
    {
        var yes = new Option<bool>("--yes", "-y") { Description = "Install what is missing without asking." };
        var noInstall = new Option<bool>("--no-install") { Description = "Install nothing; go on with what is here." };
        var port = ServingOptions.Port(ServingOptions.UsualPort);
        var cohort = ServingOptions.Cohort();
        return new LabCommand(
            "up", "Open the labs in a browser: serves them here until stopped.",
            ("lab up", "Asks before it installs anything"),
            ("lab up -y", "From nothing to the first lab"),
            ("lab up --port 8080", "Where 5080 is taken"))
        {
            yes, noInstall, port, cohort,
        }.Does((line, cancellationToken) => RunAsync(
            context, line.GetValue(noInstall) ? SetupConsent.No : line.GetValue(yes) ? SetupConsent.Yes : SetupConsent.Ask,
            line.GetValue(port), line.GetValue(cohort), cancellationToken));
    }

    private static async Task<int> RunAsync(CommandContext context, SetupConsent consent, int port, string? cohort, CancellationToken cancellationToken)
    {
        var classFile = cohort is null ? null : ServingOptions.Read(context, cohort).Path;
        using var held = await UpTurn.TakeAsync(context, cancellationToken);
        if (held is null)
            return ExitCode.Done;
        var listen = new IPEndPoint(IPAddress.Loopback, port);
        await Pages.FreeAsync(listen, PortPatience, context.Time, $"lab up --port {(port == 65535 ? 5080 : port + 1)}", cancellationToken);
        await using var engine = await new SetupStep(context, consent).RunAsync(cancellationToken);

        var store = context.Paths.StoreAddress;
        var isOwn = classFile is null && LabStore.FileOf(store, context.Time) is not null;
        if (isOwn)
            await context.Shared.BringTogetherAsync(cancellationToken, makes: true);
        var logs = Path.Combine(context.Paths.DataFolder, "log");
        // Ended in the reverse order: pages first, so that nothing comes any more; then the grader, which gives back what it holds.
        await using var grader = SupervisedProcess.Of(context, SupervisionPlan.GraderOf(context, store, slots: null, Path.Combine(logs, "grader.log"), isShared: cohort is null));
        await using var web = SupervisedProcess.Of(context, SupervisionPlan.Web(context, new WebStart(store, $"{listen}", classFile) { KnowsOwner = isOwn }, Path.Combine(logs, "web.log")));
        await StartAsync(context, [web, grader], $"http://{listen}", cancellationToken);
        held.Tell($"http://{listen}", engine is null ? null : Environment.GetEnvironmentVariable(EngineOfUp.Variable));
        context.Screen.Render(Ink.Text(("BackendLabs is at ", Ink.Plain), ($"http://{listen}", Ink.Link), (". Ctrl+C stops it.", Ink.Plain)));
        if (cohort is not null)
            context.Screen.Render(Ink.Text(("Links and codes of the class: ", Ink.Quiet), ($"lab cohort links {cohort} --address http://{listen}", Ink.Code)));
        await Task.Delay(Timeout.InfiniteTimeSpan, context.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Screen.Note("Stopping; what is under way goes back to the queue.");
        return ExitCode.Done;
    }

    /// <summary>Waits until all of them can do their work.</summary>
    public static Task StartAsync(CommandContext context, IReadOnlyList<SupervisedProcess> companions, string address, CancellationToken cancellationToken) =>
        Busy.WhileAsync(context.Screen, context.Time, "Starting", async _ =>
        {
            foreach (var companion in companions)
                await companion.ReadyAsync(StartWithin, cancellationToken);
            await Pages.AnsweringAsync(address, StartWithin, context.Time, cancellationToken);
            return true;
        });
}

/// <summary>Only one `lab up` runs for a user; another tells where the first is.</summary>
internal static class UpTurn
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <returns>Null where it runs already; its address was said.</returns>
    /// <exception cref="BrokenException">It runs and does not answer.</exception>
    public static async Task<UpLock?> TakeAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var folder = context.Paths.DataFolder;
        var since = context.Time.GetTimestamp();
        for (var look = 0; ; look++)
        {
            if (UpLock.TryTake(folder) is { } taken)
                return taken;
            var state = UpLock.Read(folder);
            if (state is not null && await Pages.AnswerAsync(state.Address, cancellationToken))
            {
                context.Screen.Render(Ink.Text(("BackendLabs runs already, at ", Ink.Plain), (state.Address, Ink.Link), (".", Ink.Plain)));
                return null;
            }

            if (look == 0)
                context.Screen.Note("Another `lab up` is starting or stopping; waiting for it ...");
            if (context.Time.GetElapsedTime(since) > Patience)
                throw NoAnswer(state);
            await Task.Delay(Look, context.Time, cancellationToken);
        }
    }

    private static BrokenException NoAnswer(UpState? state) => state is null
        ? new("Another `lab up` has been starting for long.", "Look at its window; end it with Ctrl+C, and start again.")
        : new($"`lab up` runs (process {state.Process}), but {state.Address} does not answer.", $"End it with Ctrl+C in its window, or with `kill {state.Process}`, and start again.");
}
