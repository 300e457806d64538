using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using BackendLabs.Contract;

namespace BackendLabs.Sandbox;

/// <summary>
/// Proves each layer by attacking it from inside a box like a student's, with the program that a student's code runs in.
/// A layer that lets an attack through is missing, whatever was set up.
/// </summary>
/// <param name="hostFolder">The published SnippetHost's; its <c>--probe</c> modes are the attacks.</param>
internal sealed class LayerProof(ProcessSandbox sandbox, string hostFolder)
{
    private const long MB = 1024 * 1024;
    private const string Remedy = "This should not be. Run lab doctor again; if it stays so, report it as SECURITY.md says.";

    /// <summary>128 + SIGSYS.</summary>
    private const int BadSystemCall = 159;

    private static readonly ProcessLimits Limits =
        new(MemoryBytes: 96 * MB, Processes: 64, OpenFiles: 256, FileBytes: 8 * MB, TemporaryBytes: 2 * MB) { Cpu = TimeSpan.FromSeconds(9) };

    /// <returns>The layers' states, those of the sandbox that turned out otherwise changed.</returns>
    public async Task<IReadOnlyList<LayerState>> RunAsync(CancellationToken cancellationToken)
    {
        if (!sandbox.IsBoxed)
            return sandbox.Layers;
        using var loopback = new TcpListener(IPAddress.Loopback, 0);
        loopback.Start();
        var name = "backendlabs-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        using var nameless = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        nameless.Bind(new UnixDomainSocketEndPoint("\0" + name));
        nameless.Listen(1);

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(sandbox.Containers is null ? SandboxTimes.LayerProbe : SandboxTimes.ContainerProof);
        var facts = Facts(((IPEndPoint)loopback.LocalEndpoint).Port, name);
        var through = (await Task.WhenAll(
            AskAsync("all", facts, SystemCallProfile.Student, limit.Token),
            AskAsync("calls", facts, SystemCallProfile.Own, limit.Token),
            AskAsync("processes", facts, SystemCallProfile.Student, limit.Token),
            EndAsync("fatal", facts, end => end.Code == BadSystemCall ? null : ("seccomp", "a forbidden call did not end the process"), limit.Token),
            ShowExchangedAsync(limit.Token),
            EndAsync("memory", facts, end => end.OutOfMemory ? null : ("cgroup", "a process took twice its memory"), limit.Token),
            sandbox.Containers is null ? ListDescriptorsAsync(limit.Token) : AskAsync("descriptors", facts, SystemCallProfile.Student, limit.Token))).SelectMany(found => found).ToList();
        return [.. sandbox.Layers.Select(layer => Judge(layer, through))];
    }

    private static LayerState Judge(LayerState layer, List<(string Layer, string What)> through)
    {
        var found = through.Where(one => one.Layer == layer.Name).Select(one => one.What).ToList();
        return layer.State != SandboxLayers.Active || found.Count == 0
            ? layer
            : new LayerState(layer.Name, SandboxLayers.Missing, string.Join("; ", found), Remedy);
    }

    private Dictionary<string, string> Facts(int port, string name) => new()
    {
        ["canary"] = Path.Combine(sandbox.Folder.Path, "lock"),
        ["place"] = sandbox.Containers switch { null => "box", { Box.Traits: { IsRootless: true } or { RemapsUsers: true } } => "mapped container", _ => "container" },
        ["grader"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
        ["own"] = typeof(LayerProof).Assembly.Location,
        ["port"] = port.ToString(CultureInfo.InvariantCulture),
        ["abstract"] = name,
        ["variables"] = string.Join(',', DotnetSettings.For(Limits.MemoryBytes).Keys),
        ["temporary"] = Limits.TemporaryBytes.ToString(CultureInfo.InvariantCulture),
        ["openFiles"] = Limits.OpenFiles.ToString(CultureInfo.InvariantCulture),
        ["fileBytes"] = Limits.FileBytes.ToString(CultureInfo.InvariantCulture),
        ["processes"] = Limits.Processes.ToString(CultureInfo.InvariantCulture),
        ["memory"] = Limits.MemoryBytes.ToString(CultureInfo.InvariantCulture),
        ["pendingSignals"] = ProcessLimits.PendingSignals.ToString(CultureInfo.InvariantCulture),
        ["lockedBytes"] = ProcessLimits.LockedBytes.ToString(CultureInfo.InvariantCulture),
        ["cpuSeconds"] = Limits.Cpu!.Value.TotalSeconds.ToString("0", CultureInfo.InvariantCulture),
    };

    // One line a layer: its name, a tab, `held` or what got through.
    private Task<List<(string Layer, string What)>> AskAsync(
        string mode, Dictionary<string, string> facts, SystemCallProfile calls, CancellationToken cancellationToken) =>
        InBoxAsync(Attacker(mode, facts), calls, async (process, account) =>
        {
            var found = new List<(string, string)>();
            using var reader = new StreamReader(process.Output);
            var lines = 0;
            while (await reader.ReadLineAsync(cancellationToken) is { } line)
            {
                var words = line.Split('\t', 2);
                if (words is [var layer, not "held" and var what])
                    found.Add((layer, what));
                if (lines++ == 0 && account is not null && process is SandboxedProcess { Id: var id } && ProcessTree.Users(id).Any(user => user != account.User))
                    found.Add(("account", "a process of the box has another account than its own"));
            }

            if (lines == 0)
                found.Add((mode == "all" ? "namespaces" : mode == "calls" ? "seccomp" : "cgroup", $"the attack \"{mode}\" did not run: {(await process.Ended.WaitAsync(cancellationToken)).LastWords}"));
            return found;
        });

    private Task<List<(string Layer, string What)>> EndAsync(
        string mode, Dictionary<string, string> facts, Func<ProcessEnd, (string, string)?> judge, CancellationToken cancellationToken) =>
        InBoxAsync(Attacker(mode, facts), SystemCallProfile.Student, async (process, _) =>
            judge(await process.Ended.WaitAsync(cancellationToken)) is { } through ? [through] : []);

    // A program without a runtime, which opens descriptors of its own: three standard ones, and the folder that is listed.
    private Task<List<(string Layer, string What)>> ListDescriptorsAsync(CancellationToken cancellationToken) => MachineTools.OnPath("ls") is { } ls
        ? InBoxAsync([ls, "/proc/self/fd"], SystemCallProfile.Student, async (process, _) =>
            {
                using var reader = new StreamReader(process.Output);
                var seen = (await reader.ReadToEndAsync(cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
                return seen is ["0", "1", "2", "3"] ? [] : [("descriptors", $"open from the start: {string.Join(' ', seen)}")];
            }, new SandboxMount(ls, ls))
        : Task.FromResult<List<(string, string)>>([]);

    // What a lab's own code could do with a folder of its world where it shares the grader's account: between the making of
    // the folder and the box that shows it, a link takes its place. The real host must see that, and end.
    private async Task<List<(string Layer, string What)>> ShowExchangedAsync(CancellationToken cancellationToken)
    {
        using var staging = HeldFolder.Open(sandbox.Folder.Staging);
        using var made = staging.Make("proof", AnybodyReads);
        using var other = staging.Make("proof-other", AnybodyReads);
        var (path, identity) = (made.Path, made.Identity);
        try
        {
            made.MoveTo(staging, "proof-moved");
            File.CreateSymbolicLink(path, other.Path);
            return await InBoxAsync(
                [sandbox.Tools.Dotnet, Path.Combine(hostFolder, "BackendLabs.SnippetHost.dll"), "/shown", identity, "/shown", identity],
                SystemCallProfile.Student,
                async (process, _) => await process.Ended.WaitAsync(cancellationToken) is { Code: not FolderIdentity.ExchangedExit } end
                    ? [("files", $"a box that shows another folder than it should was used (it ended with {end.Code}: {end.LastWords.Trim()})")]
                    : [],
                new SandboxMount(path, "/shown"));
        }
        finally
        {
            foreach (var folder in new[] { path, made.Path, other.Path })
                FolderTree.Remove(folder);
        }
    }

    private const UnixFileMode AnybodyReads = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private List<string> Attacker(string mode, Dictionary<string, string> facts) =>
        [sandbox.Tools.Dotnet, Path.Combine(hostFolder, "BackendLabs.SnippetHost.dll"), "--probe", mode, .. facts.Select(fact => $"{fact.Key}={fact.Value}")];

    private async Task<List<(string Layer, string What)>> InBoxAsync(
        List<string> command,
        SystemCallProfile calls,
        Func<ISandboxedProcess, ProcessAccount?, Task<List<(string Layer, string What)>>> ask,
        params SandboxMount[] mounts)
    {
        var account = sandbox.Accounts?.Rent();
        try
        {
            await using var process = await sandbox.StartAsync(new SandboxSpec(
                "probe", command, [new SandboxMount(hostFolder, hostFolder), .. mounts], Limits, account)
            {
                Environment = DotnetSettings.For(Limits.MemoryBytes),
                Calls = calls,
                SpeaksOnOutput = true,
            });
            return await ask(process, account);
        }
        finally
        {
            if (account is not null)
                sandbox.Accounts!.Return(account);
        }
    }
}
