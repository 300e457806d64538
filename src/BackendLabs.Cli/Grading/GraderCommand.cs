using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using BackendLabs.Cli.Screens;
using BackendLabs.Sessions.Running;
using BackendLabs.Store;

namespace BackendLabs.Cli.Grading;

internal static class GraderCommand
{
    /// <summary>How the line begins that says that it can do its work.</summary>
    public const string Ready = "Grading for";

    public static Command Create(CommandContext context)
    {
        var store = new Option<string?>("--store") { Description = "Where the queue is: a file (SQLite) or Host=… (PostgreSQL); without it, BACKENDLABS_STORE, the address in the file BACKENDLABS_STORE_FILE, or a file of this machine's.", HelpName = "ADDRESS" };
        var slots = new Option<int>("--slots") { Description = "How many runs at once; as many as there are cores unless told.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        slots.Validators.Add(InRange);
        var shared = new Option<bool>("--shared") { Description = "Leave the runs to the grader that this user's commands share.", Hidden = true };
        var author = new Option<bool>("--for-author") { Description = "Run labs too whose checks have changed since their version was noted: for a preview, never for grades.", Hidden = true };
        var health = new Option<bool>("--health") { Description = "Start nothing: ends with 0 if a grader of this account has reached its store in the last half minute, else with 3." };
        return new LabCommand(
            "grader", "Take attempts from the queue and run them, until stopped.",
            ("lab grader", "For this machine's own queue"),
            ("lab grader --store 'Host=db;Database=labs;Username=labs' --slots 4", "One of many"),
            ("lab grader --health", "For what watches over one: a container's health check"))
        {
            store, slots, health, shared, author,
        }.Does((line, cancellationToken) => line.GetValue(health) ? Task.FromResult(Look(context)) : RunAsync(context, line.GetValue(store), line.GetValue(slots), line.GetValue(shared), line.GetValue(author), cancellationToken));
    }

    private static void InRange(OptionResult result)
    {
        if (result.Tokens is [{ Value: var text }] && !(int.TryParse(text, out var number) && number is >= 1 and <= 256))
            result.AddError($"--slots must be a whole number from 1 to 256, not '{text}'.");
    }

    private static int Look(CommandContext context)
    {
        var since = Heartbeat.Of(context).Look();
        context.Screen.Render(Ink.Text(string.Create(CultureInfo.InvariantCulture, $"A grader reached its store {since.TotalSeconds:0} s ago.")));
        return ExitCode.Done;
    }

    private static async Task<int> RunAsync(CommandContext context, string? address, int slots, bool isShared, bool isForAuthor, CancellationToken cancellationToken)
    {
        await using var store = await LabStore.OpenAsync(address ?? context.Paths.StoreAddress, context.Time, cancellationToken);
        await using var own = context.OpenQueueGrader();
        // Before the first run: who is not told of a missing layer now would learn of it from a student.
        foreach (var layer in (await own.InspectLayersAsync(cancellationToken)).Where(layer => layer.State != "active"))
            context.Screen.Note($"! {layer.Name} is not active: {layer.Reason}. {layer.Remedy}".TrimEnd());
        using var records = new GradedRecords(context, own);
        var graded = new GradedParts(new PinnedLabs(store, Path.Combine(context.Paths.CacheFolder, "pinned")), records);
        await using var shared = isShared ? context.OpenRunner(alone: false, staysReady: true) : null;
        var name = $"{Environment.MachineName}:{Environment.ProcessId}";
        context.Screen.Render(Ink.Text($"{Ready} {store.Kind}, {slots} at once. Ctrl+C stops it; what is under way goes back to the queue."));
        var room = new GraderRoom(own.FindShortage, line => context.Screen.Note($"{line}"));
        var loop = new GraderLoop(store, shared ?? own, context.Labs.Catalog, name, line => context.Screen.Note($"{line}")) { IsForAuthor = isForAuthor, MayClaim = room.MayClaim, Graded = graded };
        await Task.WhenAll(
        [
            .. Enumerable.Range(0, slots).Select(_ => loop.RunAsync(cancellationToken)),
            new EventClearing(store, context.Time).RunAsync(cancellationToken),
            new DraftClosing(store, context.Time, line => context.Screen.Note($"{line}")).RunAsync(cancellationToken),
            Heartbeat.Of(context).RunAsync(store, cancellationToken),
        ]);
        return ExitCode.Done;
    }
}
