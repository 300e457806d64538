using System.Runtime.InteropServices;
using BackendLabs.CompilerClient;
using BackendLabs.Contract;
using BackendLabs.DockerGate;
using BackendLabs.Grader.Judging;
using BackendLabs.Grader.Services;
using BackendLabs.Grader.Services.Sqlite;
using BackendLabs.Labs;
using BackendLabs.Labs.Evidence;
using BackendLabs.Sandbox;

namespace BackendLabs.Grader;

/// <summary>Runs snippets against labs: the one entry of this library. It owns every process that it starts.</summary>
public sealed class LabGrader(GraderOptions options) : ILabRunner
{
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly SemaphoreSlim _making = new(1, 1);
    private GraderParts? _parts;
    private Task _preparing = Task.CompletedTask;

    /// <summary>Null until something was asked of this runner.</summary>
    internal ProcessSandbox? Sandbox => _parts?.Sandbox;

    /// <summary>Starts what a run of this lab will need, so that the next run is quick. Returns at once.</summary>
    public void Prepare(Lab lab) => _preparing = PrepareAsync(lab);

    /// <summary>Compiles, runs and checks one snippet.</summary>
    /// <returns>A report, whatever the snippet does and whatever of ours breaks.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; everything that was started has ended.</exception>
    public async Task<RunReport> RunAsync(RunRequest request, IProgress<RunProgress>? progress, CancellationToken cancellationToken)
    {
        var report = new RunReporting(request, _time);
        try
        {
            progress?.Report(new RunProgress(RunStage.Starting, 0, 0, Detail: null));
            var parts = await PartsAsync(cancellationToken);
            report.Layers = parts.Sandbox.Layers;
            parts.Snippets.Start();
            await parts.FetchImagesAsync(request.Lab, what => progress?.Report(new RunProgress(RunStage.Starting, 0, 0, what)), cancellationToken);
            var pool = await parts.PoolAsync(request.Lab, cancellationToken);
            report.EndStage("start");
            using var slot = await parts.Slots.EnterAsync(request.Lab.Limits.OneAtATime ? 1 : options.ChecksAtOnce, before => progress?.Report(new RunProgress(RunStage.Waiting, before, 0, Detail: null)), cancellationToken);
            report.Restart();

            progress?.Report(new RunProgress(RunStage.Compiling, 0, 0, Detail: null));
            var worlds = pool.WarmUpAsync(cancellationToken);
            var compiling = parts.CompileAsync(request.Lab, request.Source, request.FileName, cancellationToken);
            // Both, whichever fails: what one of them starts must not outlive this run unseen.
            await Task.WhenAll(worlds, compiling);
            var compiled = await compiling;
            report.EndStage("compile");
            if (compiled is not { Reply: { Assembly: { } assembly } reply })
                return report.DidNotCompile(compiled, await pool.DeclarationsAsync(cancellationToken));

            progress?.Report(new RunProgress(RunStage.Running, 0, 0, Detail: null));
            var judged = await new FairRun(pool, parts, request.Lab, slot).RunAsync(
                new RunOfChecks(assembly, reply.Symbols!, OptionsOf(request)),
                progress is null ? null : new Following(request.Lab, progress),
                cancellationToken);
            report.EndStage("checks");
            return report.Of(judged, reply);
        }
        catch (LabUnusableException error)
        {
            return report.Broken("The lab itself is wrong: " + error.Message, $"Tell its author, or run lab validate {request.Lab.Id}.", isOfMachine: false);
        }
        catch (InfrastructureException error)
        {
            return report.Broken(error.Message, error.Remedy, isOfMachine: true);
        }
        catch (EngineGoneException error)
        {
            return report.Broken(error.Message, ContainerBox.Remedy, isOfMachine: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return report.Broken(error.Message, "Make room on the disk, or run lab doctor.", isOfMachine: true);
        }
    }

    /// <summary>Proves a lab: its solutions, starter, wrong solutions, order, seeds, probes, files and links.</summary>
    public async Task<ValidationReport> ValidateAsync(
        Lab lab, ValidationOptions validation, IProgress<ValidationProgress>? progress, CancellationToken cancellationToken) =>
        await new Validation.LabProof(await PartsAsync(cancellationToken), lab, validation, progress, _time).RunAsync(cancellationToken);

    /// <summary>The sandbox's layers on this machine, each attacked from inside a box like a student's.</summary>
    public async Task<IReadOnlyList<LayerState>> InspectLayersAsync(CancellationToken cancellationToken) =>
        await (await PartsAsync(cancellationToken)).ProveLayersAsync(cancellationToken);

    /// <summary>What this machine lacks for one more run, with the remedy: room on a disk, descriptors, process ids.</summary>
    /// <returns>Null where a run may begin.</returns>
    public string? FindShortage() => MachineRoom.FindShortage([_parts?.Sandbox.Folder.Path, options.CacheFolder]);

    /// <summary>Which kinds of service can be had here.</summary>
    public async Task<IReadOnlyList<ServiceState>> InspectServicesAsync(CancellationToken cancellationToken) =>
        await ServiceStates.InspectAsync(await PartsAsync(cancellationToken), cancellationToken);

    /// <summary>Whether this machine has ICU, for cultures.</summary>
    public static bool HasIcu => CultureData.HasIcu;

    /// <summary>Whether this machine has tzdata, for time zones.</summary>
    public static bool HasZones => CultureData.HasZones;

    /// <summary>What snippets do without on this machine: cultures, time zones. Empty where nothing is missing.</summary>
    public IReadOnlyList<ServiceState> InspectCultures() => CultureData.Missing(options.Tools?.HasIcu ?? HasIcu, HasZones);

    /// <summary>The versions of what takes part in this lab's runs here.</summary>
    public async Task<RunVersions> InspectVersionsAsync(Lab lab, CancellationToken cancellationToken)
    {
        var parts = await PartsAsync(cancellationToken);
        var versions = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var home in ServiceHomes.Of(lab))
        {
            if (await home.FindVersionAsync(parts, cancellationToken) is { } version)
                versions.Add(home.Kind, version);
        }

        // These two have had fields of their own from the first record on.
        versions.Remove(Contract.Services.Sqlite.SqliteHome.Name);
        versions.Remove(Contract.Services.Redis.RedisHome.Name, out var redis);
        return new RunVersions(
            parts.Version,
            Environment.Version.ToString(),
            SqliteVersion.Text,
            redis,
            RuntimeInformation.OSDescription)
        {
            Services = versions.Count == 0 ? null : versions,
        };
    }

    /// <summary>Ends every process and removes every folder and container that this runner made.</summary>
    public async ValueTask DisposeAsync()
    {
        await _preparing;
        if (_parts is not null)
            await _parts.DisposeAsync();
        _making.Dispose();
    }

    // What free code returns is all that there is to show.
    private static RunOptions OptionsOf(RunRequest request) => request is { Lab.IsFree: true, Options: { Mode: RunMode.Normal normal } options }
        ? options with { Mode = normal with { RecordAnswers = true } }
        : request.Options;

    /// <summary>What it does and keeps ready.</summary>
    public GraderLoad Load => _parts is not { } parts ? GraderLoad.None : new GraderLoad(parts.Slots.Count.Running, parts.Slots.Count.Waiting, parts.Warm);

    /// <summary>Memory of this process and of all that it has started, in bytes; a page that several share counts for each of them.</summary>
    public static long MemoryOfAll() => ProcessTree.All(Environment.ProcessId).Sum(ProcessTree.ResidentBytes);

    private async Task PrepareAsync(Lab lab)
    {
        try
        {
            var parts = await PartsAsync(CancellationToken.None);
            parts.Snippets.Start();
            await (await parts.PoolAsync(lab, CancellationToken.None)).WarmUpAsync(CancellationToken.None);
        }
        catch (Exception error) when (error is InfrastructureException or LabUnusableException or EngineGoneException or IOException or UnauthorizedAccessException)
        {
            // The run that follows says it.
        }
    }

    private async Task<GraderParts> PartsAsync(CancellationToken cancellationToken)
    {
        await _making.WaitAsync(cancellationToken);
        try
        {
            return _parts ??= await GraderParts.CreateAsync(options, _time, cancellationToken);
        }
        finally
        {
            _making.Release();
        }
    }
}
