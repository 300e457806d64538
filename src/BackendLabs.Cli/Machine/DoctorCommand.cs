using System.CommandLine;
using System.Runtime.InteropServices;
using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Resident;
using BackendLabs.Cli.Screens;
using BackendLabs.Contract;
using BackendLabs.Labs;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace BackendLabs.Cli.Machine;

internal static class DoctorCommand
{
    public static Command Create(CommandContext context)
    {
        var format = OutputFormat.Option();
        var graded = new Option<bool>("--graded") { Description = "Ends with 3 unless every layer is active, as graded sessions need." };
        return new LabCommand(
            "doctor", "Look at this machine: the sandbox's layers, the services, the folders.",
            ("lab doctor", "What is there, what is missing, and how to get it"),
            ("lab doctor --format json", "The same for a program"),
            ("lab doctor --graded && start-the-exam", "Only where graded sessions may run"))
        {
            format, graded,
        }.Does((line, cancellationToken) => RunAsync(
            context, OutputFormat.IsJson(line, format), line.GetValue(graded) ? new LayerPolicy.Graded() : new LayerPolicy.Practice(), cancellationToken));
    }

    private static async Task<int> RunAsync(CommandContext context, bool json, LayerPolicy policy, CancellationToken cancellationToken)
    {
        var folders = FolderState.All(context.Paths);
        await using var runner = context.OpenGrader();
        var (layers, services) = await Busy.WhileAsync(context.Screen, context.Time, "Looking at this machine", async _ =>
            (await runner.InspectLayersAsync(cancellationToken), (IReadOnlyList<ServiceState>)[.. await runner.InspectServicesAsync(cancellationToken), .. runner.InspectCultures()]));
        var resident = await ResidentClient.LookAsync(ResidentPlace.Of(context.Paths), cancellationToken);
        if (json)
            await context.Screen.Out.WriteLineAsync(Json(layers, services, folders, resident));
        else
            context.Screen.Render(Pretty(layers, services, folders, resident));
        return folders.All(folder => folder.Writable) && policy.Unmet(layers).Count == 0 ? ExitCode.Done : ExitCode.Infrastructure;
    }

    private static Stack Pretty(IReadOnlyList<LayerState> layers, IReadOnlyList<ServiceState> services, IReadOnlyList<FolderState> folders, ResidentToCommand.State? resident)
    {
        var missing = layers.Where(layer => layer.State != "active").ToList();
        return Ink.Stack(
        [
            Ink.Text((".NET ", Ink.Strong), ($"{Environment.Version} on {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}, {CheckWords.Plural(Environment.ProcessorCount, "core")}", Ink.Quiet)),
            Ink.Blank,
            Ink.Text(("The sandbox around your code", Ink.Strong), ($"  {layers.Count - missing.Count} of {CheckWords.Plural(layers.Count, "layer")}", Ink.Quiet)),
            .. layers.SelectMany(layer => Item(layer.State == "active", layer.Name, layer.Reason, layer.Remedy, layer.State == "impossible" ? "impossible here" : null)),
            Ink.Blank,
            Ink.Text("Services", Ink.Strong),
            .. services.SelectMany(service => Item(service.Available, service.Kind, service.Detail, service.Remedy, null)),
            Ink.Blank,
            Ink.Text("Between your commands", Ink.Strong),
            .. Item(good: true, "resident grader", resident is null ? "none runs; the next `lab check` or `lab watch` starts one" : Words(resident), null, null),
            Ink.Blank,
            Ink.Text("Folders", Ink.Strong),
            .. folders.SelectMany(folder => Item(folder.Writable, folder.Purpose, folder.Detail, folder.Remedy, null)),
            Ink.Blank,
            missing.Count == 0
                ? Ink.Text(("✓ ", Ink.Good), ("Every layer is active: graded sessions may run here.", Ink.Plain))
                : Ink.Text(("! ", Ink.Warn), ($"Practice goes on without {string.Join(", ", missing.Select(layer => layer.Name))}; graded sessions need every layer.", Ink.Plain)),
        ]);
    }

    private static string Words(ResidentToCommand.State state) =>
        $"process {state.Process}, {CheckWords.Bytes(state.Bytes)} with all that it started, {CheckWords.Plural(state.Running, "run")} under way, {state.Waiting} waiting for {CheckWords.Plural(state.Cores, "core")}; "
        + (state.Warm.Count == 0 ? "nothing is kept warm" : $"warm: {string.Join(", ", state.Warm)}") + "; `lab stop` ends it";

    private static IEnumerable<IRenderable> Item(bool good, string name, string? detail, string? remedy, string? state)
    {
        var words = string.Join(": ", new[] { state, detail }.OfType<string>());
        yield return new Prefixed(Ink.Text((name, Ink.Plain), (words.Length > 0 ? $"  {words}" : "", Ink.Quiet)), good ? "  ✓ " : "  ✗ ", "    ", good ? Ink.Good : Ink.Bad);
        if (remedy is not null)
            yield return new Prefixed(Ink.Lines(remedy), "    → ", "      ", Ink.Warn);
    }

    private static string Json(IReadOnlyList<LayerState> layers, IReadOnlyList<ServiceState> services, IReadOnlyList<FolderState> folders, ResidentToCommand.State? resident) => JsonText.Write(
        new DoctorJson(Environment.Version.ToString(), RuntimeInformation.OSDescription, Environment.ProcessorCount, layers, services, folders) { Resident = resident }, CliJson.Default.DoctorJson);
}

internal sealed record DoctorJson(
    string Dotnet, string System, int Cores, IReadOnlyList<LayerState> Layers, IReadOnlyList<ServiceState> Services, IReadOnlyList<FolderState> Folders)
{
    /// <summary>Null where none runs.</summary>
    public ResidentToCommand.State? Resident { get; init; }
}
