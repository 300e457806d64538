using BackendLabs.Contract;


namespace BackendLabs.Sandbox;

/// <summary>Starts processes in boxes; all that is needed for that on this machine, found once.</summary>
internal sealed class ProcessSandbox : IAsyncDisposable
{
    private readonly Spawner _spawner = new();
    private readonly CommandLine _commandLine;
    private readonly Cgroups? _cgroups;
    private readonly ContainerRuntime? _containers;
    private int _started;

    private ProcessSandbox(
        MachineTools tools, RunFolder folder, ProcessAccounts? accounts, Cgroups? cgroups, ContainerRuntime? containers, SystemCallFilters? filters)
    {
        Tools = tools;
        Folder = folder;
        Accounts = accounts;
        _cgroups = cgroups;
        _containers = containers;
        _commandLine = new CommandLine(tools, filters);
    }

    public MachineTools Tools { get; }

    /// <summary>Whether what is started sees folders of its own: by bubblewrap, or in a container where that does not work.</summary>
    public bool IsBoxed => Tools.Bubblewrap is not null || _containers is not null;

    /// <summary>What stands in for boxes; null where they work, or nothing does.</summary>
    public ContainerRuntime? Containers => _containers;

    public RunFolder Folder { get; }

    /// <summary>Null where this is not root.</summary>
    public ProcessAccounts? Accounts { get; }

    /// <summary>What holds here and what does not, for every verdict.</summary>
    public IReadOnlyList<LayerState> Layers { get; private init; } = [];

    public static async Task<ProcessSandbox> CreateAsync(MachineTools tools, TimeProvider time, CancellationToken cancellationToken)
    {
        var folder = RunFolder.Create(tools.RunsFolder, time);
        Cgroups? cgroups = null;
        ProcessAccounts? accounts = null;
        try
        {
            cgroups = Cgroups.Find(folder.Name);
            if (cgroups is not null)
                await cgroups.ReapAsync(folder.IsAlive);
            accounts = ProcessAccounts.Take();
            return await CreateAsync(tools, folder, accounts, cgroups, cancellationToken);
        }
        catch (Exception error)
        {
            if (cgroups is not null)
                await cgroups.RemoveAsync();
            accounts?.Dispose();
            folder.Dispose();
            if (error is IOException or UnauthorizedAccessException)
                throw new InfrastructureException($"The sandbox could not be set up in {folder.Path}: {error.Message}", "Make room or give write permission there.");
            throw;
        }
    }

    private static async Task<ProcessSandbox> CreateAsync(
        MachineTools tools, RunFolder folder, ProcessAccounts? accounts, Cgroups? cgroups, CancellationToken cancellationToken)
    {
        var box = await BubblewrapProbe.TryAsync(tools, cancellationToken);
        if (!box.Works)
            tools = tools with { Bubblewrap = null };
        var (containers, noContainers) = box.Works || !tools.MayUseContainers ? (null, null) : await ContainerProbe.TryAsync(tools, folder, accounts, cancellationToken);
        if (noContainers is not null)
            box = box with { Reason = $"{box.Reason}; nor does a container serve: {noContainers}" };
        var filters = SystemCallFilters.Make(folder.Path);
        return new ProcessSandbox(tools, folder, accounts, cgroups, containers, filters)
        {
            Layers = SandboxLayers.Describe(tools, box, cgroups, containers, filters is not null),
        };
    }

    public async Task<ISandboxedProcess> StartAsync(SandboxSpec spec)
    {
        var name = $"{spec.Name}-{Interlocked.Increment(ref _started)}";
        if (spec.MayBeContainer && _containers is not null)
            return await _containers.StartAsync(spec with { Name = name });
        try
        {
            return await SandboxedProcess.StartAsync(spec with { Name = name }, _commandLine, _spawner, _cgroups);
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new InfrastructureException($"The process {spec.Name} could not be started: {error.Message}", "Run lab doctor.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _spawner.Dispose();
        if (_cgroups is not null)
            await _cgroups.RemoveAsync();
        _containers?.Dispose();
        Accounts?.Dispose();
        Folder.Dispose();
    }
}
