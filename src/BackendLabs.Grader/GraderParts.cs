using System.Collections.Concurrent;
using BackendLabs.CompilerClient;
using BackendLabs.Contract;
using BackendLabs.DockerGate;
using BackendLabs.Grader.Judging;
using BackendLabs.Grader.Services;
using BackendLabs.Grader.Services.Redis;
using BackendLabs.Labs;
using BackendLabs.Sandbox;

namespace BackendLabs.Grader;

/// <summary>All processes and folders of one grader, made when first needed and ended together.</summary>
internal sealed class GraderParts : IAsyncDisposable
{
    private readonly GraderOptions _options;
    private readonly AppFolders _app;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, Task<JudgePool>> _pools = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _findingDocker = new(1, 1);
    private readonly CancellationTokenSource _ending = new();
    private DockerEngineLookup.Found? _docker;
    private int _lastJudge;

    private GraderParts(GraderOptions options, AppFolders app, ProcessSandbox sandbox, TimeProvider time)
    {
        _options = options;
        _app = app;
        _time = time;
        Sandbox = sandbox;
        Slots = new RunSlots(options.RunsAtOnce, options.TurnsFolder is { } turns ? new MachineTurns(turns, Environment.ProcessorCount, time) : null);
        Snippets = new CompilerProcess(sandbox, app, "snippets");
        Checks = new CompilerProcess(sandbox, app, "checks");
        Cache = new CacheFiles(options.CacheFolder, app.Version);
        Labs = new LabCompilation(Checks, app, Cache);
    }

    public ProcessSandbox Sandbox { get; }

    /// <summary>The digest that names the published programs.</summary>
    public string Version => _app.Version;

    /// <summary>The runs under way.</summary>
    public RunSlots Slots { get; }

    public bool RepeatsTimeLimits => _options.RepeatsTimeLimits || _options.Policy is LayerPolicy.Graded;

    public IReadOnlyList<RedisImageName> RedisImages => _options.RedisImages;

    /// <summary>Ids of the labs that have judges.</summary>
    public IReadOnlyList<string> Warm => [.. _pools.Where(pool => pool.Value.IsCompletedSuccessfully).Select(pool => pool.Value.Result.LabId)];

    public CompilerProcess Snippets { get; }

    public CacheFiles Cache { get; }

    private CompilerProcess Checks { get; }

    private LabCompilation Labs { get; }

    /// <exception cref="InfrastructureException">No sandbox can be made, or one without a layer that the policy requires.</exception>
    public static async Task<GraderParts> CreateAsync(GraderOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var sandbox = await ProcessSandbox.CreateAsync(options.Tools ?? MachineTools.Find(), time, cancellationToken);
        var parts = new GraderParts(options, AppFolders.At(options.AppFolder), sandbox, time);
        try
        {
            await parts.RequireAsync(options.Policy, cancellationToken);
            return parts;
        }
        catch
        {
            await parts.DisposeAsync();
            throw;
        }
    }

    // What is required is proved by attack: what was set up may still not hold.
    private async Task RequireAsync(LayerPolicy policy, CancellationToken cancellationToken)
    {
        if (policy is LayerPolicy.Practice || policy.Unmet(await ProveLayersAsync(cancellationToken)) is not { Count: > 0 } unmet)
            return;
        throw new InfrastructureException(
            $"Graded runs need every layer of the sandbox, and this machine lacks {string.Join("; ", unmet.Select(layer => $"{layer.Name} ({layer.Reason})"))}.",
            string.Join(' ', unmet.Select(layer => layer.Remedy).OfType<string>().Distinct().DefaultIfEmpty("Use another machine: lab doctor says more.")));
    }

    /// <exception cref="LabUnusableException">The lab's texts are wrong.</exception>
    public async Task<JudgePool> PoolAsync(Lab lab, CancellationToken cancellationToken)
    {
        // Several runs may wait for one pool: whoever asked first and then gives up must not take it from the others.
        var pool = _pools.GetOrAdd(lab.Digest, _ => MakePoolAsync(lab, _ending.Token));
        try
        {
            return await pool.WaitAsync(cancellationToken);
        }
        catch when (pool.IsFaulted || pool.IsCanceled)
        {
            _pools.TryRemove(new KeyValuePair<string, Task<JudgePool>>(lab.Digest, pool));
            throw;
        }
    }

    public async Task<CompilerAnswer> CompileAsync(Lab lab, string source, string fileName, CancellationToken cancellationToken)
    {
        Snippets.Start();
        var (code, problems) = await Labs.CompileAsync(lab, cancellationToken);
        if (code is null)
            throw new LabUnusableException(problems);
        return await Snippets.AskAsync(
            id => new GraderToCompiler.CompileSnippet(
                id,
                source,
                fileName,
                CompiledWith.Of(lab),
                [.. lab.Entries.Select(entry => entry.Signature)],
                code.Contract),
            cancellationToken);
    }

    /// <summary>What the check script's text shows without being run.</summary>
    /// <exception cref="LabUnusableException">The lab's texts are wrong.</exception>
    public async Task<(IReadOnlyList<LabProblem> Problems, IReadOnlyList<LabProblem> Warnings)> LookAtChecksAsync(Lab lab, CancellationToken cancellationToken)
    {
        var (code, problems) = await Labs.CompileAsync(lab, cancellationToken);
        return code is null ? throw new LabUnusableException(problems) : (code.Problems, code.Warnings);
    }

    /// <summary>Compiles an answer of a lab whose check script may be wrong.</summary>
    /// <returns>Its errors; none where the contract itself does not compile.</returns>
    public async Task<IReadOnlyList<SnippetDiagnostic>> ErrorsInAsync(Lab lab, LabText answer, CancellationToken cancellationToken)
    {
        var (contract, problems) = await Labs.CompileContractAsync(lab, cancellationToken);
        if (problems.Count > 0)
            return [];
        Snippets.Start();
        var compiled = await Snippets.AskAsync(
            id => new GraderToCompiler.CompileSnippet(id, answer.Text, answer.Path, CompiledWith.Of(lab), [.. lab.Entries.Select(entry => entry.Signature)], contract), cancellationToken);
        return [.. (compiled.Reply?.Diagnostics ?? []).Where(diagnostic => diagnostic.IsError)];
    }

    /// <exception cref="LabUnusableException">The lab's texts are wrong.</exception>
    public async Task<MutantSet> FindMutantsAsync(Lab lab, LabText reference, CancellationToken cancellationToken)
    {
        var (mutants, problems) = await Labs.FindMutantsAsync(lab, reference, cancellationToken);
        return mutants ?? throw new LabUnusableException(problems);
    }

    public Task<IReadOnlyList<LayerState>> ProveLayersAsync(CancellationToken cancellationToken) =>
        new LayerProof(Sandbox, _app.Host).RunAsync(cancellationToken);

    public async Task<DockerEngineLookup> FindDockerAsync(CancellationToken cancellationToken)
    {
        await _findingDocker.WaitAsync(cancellationToken);
        try
        {
            if (_docker is not null)
                return _docker;
            // One that is not there now may be there the next time.
            var looked = await DockerEngine.FindAsync(cancellationToken);
            _docker = looked as DockerEngineLookup.Found;
            return looked;
        }
        finally
        {
            _findingDocker.Release();
        }
    }

    /// <summary>Pulls what the lab's services need and the Docker Engine has not, which may take minutes. Whether that succeeds is told when they start.</summary>
    /// <param name="say">Told what is being pulled, before it is.</param>
    public async Task FetchImagesAsync(Lab lab, Action<string> say, CancellationToken cancellationToken)
    {
        foreach (var home in ServiceHomes.Of(lab))
            await home.FetchAsync(this, say, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        foreach (var pool in _pools.Values)
        {
            await ((Task)pool).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (pool.IsCompletedSuccessfully)
                await (await pool).DisposeAsync();
        }

        await Snippets.DisposeAsync();
        await Checks.DisposeAsync();
        await Sandbox.DisposeAsync();
        _findingDocker.Dispose();
        _ending.Dispose();
    }

    private async Task<JudgePool> MakePoolAsync(Lab lab, CancellationToken cancellationToken)
    {
        var (code, problems) = await Labs.CompileAsync(lab, cancellationToken);
        return code is null
            ? throw new LabUnusableException(problems)
            : new JudgePool(lab, code, SettingAsync, _options.WorldsAhead, _options.StaysReady, _time, _options.Busyness);
    }

    private async Task<WorldSetting> SettingAsync(Lab lab)
    {
        var supplies = new List<ServiceSupply>();
        foreach (var home in ServiceHomes.Of(lab))
        {
            if (await home.SupplyAsync(this, lab) is { } supply)
                supplies.Add(supply);
        }

        var judge = $"j{Interlocked.Increment(ref _lastJudge)}";
        return new WorldSetting(
            Sandbox,
            _app,
            Prefix: judge + "w",
            Home: Sandbox.Folder.Make(judge),
            Sandbox.Accounts?.Rent(),
            lab.Limits.MemoryBytes,
            lab.Limits.Wall,
            [.. ServiceHomes.Of(lab).Select(home => home.Kind)],
            supplies,
            _time);
    }
}
