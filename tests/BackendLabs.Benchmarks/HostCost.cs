using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using BackendLabs.CompilerClient;
using BackendLabs.Contract;
using BackendLabs.Judge.Services.Redis;
using BackendLabs.Judge.Services.Sqlite;
using BackendLabs.Labs;
using BackendLabs.Sandbox;

namespace BackendLabs.Benchmarks;

/// <summary>
/// What one process of a snippet costs from its start to the end of two equal calls, with recording and without: the
/// methods that the runtime had to compile in it, and its processor time. No box, so that nothing else is counted. The
/// number of methods is the same on a busy machine.
/// </summary>
internal static partial class HostCost
{
    private const int Rounds = 15;

    /// <summary>A world is ready before it is needed; what its process does meanwhile is over by then.</summary>
    private static readonly TimeSpan InReserve = TimeSpan.FromSeconds(1);

    private const long Memory = 256 * 1024 * 1024;

    /// <param name="app">The published folder.</param>
    /// <param name="root">The folder of labs.</param>
    /// <param name="id">A lab's with SQLite, Redis, or both.</param>
    /// <param name="entry">That the reference is called by.</param>
    /// <param name="arguments">Each as JSON.</param>
    public static async Task<int> MeasureAsync(string app, string root, string id, string entry, string[] arguments)
    {
        if (LabReader.Read(root, id) is not LabReading.Good { Lab: var lab })
            throw new ArgumentException($"{id} is no lab beneath {root}, or it has mistakes.", nameof(id));
        var home = Directory.CreateTempSubdirectory("bench-");
        try
        {
            var load = await CompileAsync(app, home.FullName, lab);
            List<HostLife> on = [], off = [];
            for (var round = 0; round < Rounds; round++)
            {
                on.Add(await LiveAsync(app, home.FullName, lab, load, [entry, .. arguments]));
                off.Add(await LiveAsync(app, home.FullName, lab, load with { Records = false }, [entry, .. arguments]));
            }

            Tell("recording on ", on);
            Tell("recording off", off);
            Console.WriteLine("Compiled with recording only:");
            foreach (var method in on[^1].Methods.Except(off[^1].Methods))
                Console.WriteLine("  " + method);
            Console.WriteLine("Compiled without recording too:");
            foreach (var method in off[^1].Methods)
                Console.WriteLine("  " + method);
            return 0;
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    private static void Tell(string what, List<HostLife> lives)
    {
        double Mean(Func<HostTimes, TimeSpan> figure) => lives.Average(life => figure(life.Times).TotalMilliseconds);
        double Median(Func<HostTimes, TimeSpan> figure) => lives.Select(life => figure(life.Times).TotalMilliseconds).Order().ElementAt(Rounds / 2);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {lives.Select(life => life.Methods.Count).Order().ElementAt(Rounds / 2)} methods compiled; processor time {Mean(times => times.Cpu):0.0} ms, of it {Mean(times => times.AskedCpu):0.0} after the code came (means of {Rounds}); loaded after {Median(times => times.Loaded):0.0} ms, two calls answered after {Median(times => times.Answered):0.0} ms (medians); peak memory {lives.Average(life => life.Times.PeakKilobytes) / 1024.0:0.0} MB"));
    }

    private static async Task<JudgeToHost.Load> CompileAsync(string app, string cache, Lab lab)
    {
        var folders = AppFolders.At(app);
        await using var sandbox = await ProcessSandbox.CreateAsync(MachineTools.Find(), TimeProvider.System, CancellationToken.None);
        await using var compiler = new CompilerProcess(sandbox, folders, "bench");
        var labs = new LabCompilation(compiler, folders, new CacheFiles(cache, folders.Version));
        var (code, problems) = await labs.CompileAsync(lab, CancellationToken.None);
        if (code is null)
            throw new LabUnusableException(problems);
        var compiled = await compiler.AskAsync(
            number => new GraderToCompiler.CompileSnippet(
                number, lab.Solutions[0].Text, "answer.csx", CompiledWith.Of(lab), [.. lab.Entries.Select(entry => entry.Signature)], code.Contract),
            CancellationToken.None);
        var services = lab.Services.ToDictionary(service => service.Key, service => service.Value.Kind, StringComparer.Ordinal);
        return new JudgeToHost.Load(compiled.Reply!.Assembly!, code.Contract, services, OutputBytes: 65_536);
    }

    private static async Task<HostLife> LiveAsync(string app, string home, Lab lab, JudgeToHost.Load load, string[] call)
    {
        var world = Directory.CreateDirectory(Path.Combine(home, "world")).FullName;
        var methods = Path.Combine(home, "methods");
        using var redis = Process.Start(new ProcessStartInfo(
            "redis-server", ["--port", "0", "--unixsocket", Path.Combine(world, "redis.sock"), "--save", "", "--loglevel", "warning"]))!;
        try
        {
            DatabaseTemplate.Make([.. lab.Texts.Seed.Select(text => text.Text)], TimeProvider.System).CopyTo(Path.Combine(world, "lab.db"));
            await using (await RedisLink.ConnectAsync(new RedisUpstream(Path.Combine(world, "redis.sock"), "", ""), TimeSpan.FromSeconds(10), TimeProvider.System, CancellationToken.None))
            {
                var times = await ServeAsync(app, world, methods, load, call);
                return new HostLife(Methods().Matches(await File.ReadAllTextAsync(methods)).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal), times);
            }
        }
        finally
        {
            redis.Kill();
            await redis.WaitForExitAsync();
            Directory.Delete(world, recursive: true);
            File.Delete(methods);
        }
    }

    private static async Task<HostTimes> ServeAsync(string app, string world, string methods, JudgeToHost.Load load, string[] call)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(Path.Combine(world, "host.sock")));
        listener.Listen(1);
        using var process = Start(app, world, load.Services.Values, methods);
        await using var stream = new NetworkStream(await listener.AcceptAsync(), ownsSocket: true);
        await using var host = new MessageStream(stream, stream, WireLimits.FromHost, WireLimits.ToHost);
        await host.ReadAsync(WireJson.Default.HostToJudge, CancellationToken.None);
        await Task.Delay(InReserve);
        var waited = CpuOf(process.Id);
        var began = Stopwatch.GetTimestamp();
        await AskAsync(host, load);
        var loaded = Stopwatch.GetElapsedTime(began);
        await AskAsync(host, new JudgeToHost.Call(1, call[0], call[1..]));
        await AskAsync(host, new JudgeToHost.Call(2, call[0], call[1..]));
        var answered = Stopwatch.GetElapsedTime(began);
        var cpu = CpuOf(process.Id);
        var peak = PeakOf(process.Id);
        await host.DisposeAsync();
        await process.WaitForExitAsync();
        return new HostTimes(cpu, cpu - waited, loaded, answered, peak);
    }

    private static async Task AskAsync(MessageStream host, JudgeToHost request)
    {
        await host.WriteAsync(request, WireJson.Default.JudgeToHost, CancellationToken.None);
        while (await host.ReadAsync(WireJson.Default.HostToJudge, CancellationToken.None) is { } reply)
        {
            if (reply is HostToJudge.Raised raised)
                throw new InvalidOperationException($"The reference threw {raised.Error.Type}: {raised.Error.Message}");
            if (reply is HostToJudge.Loaded or HostToJudge.Returned)
                return;
        }

        throw new InvalidOperationException("The process ended before it answered.");
    }

    private static Process Start(string app, string world, IEnumerable<string> kinds, string methods)
    {
        var start = new ProcessStartInfo(
            MachineTools.Find().Dotnet, [Path.Combine(app, "host", "BackendLabs.SnippetHost.dll"), world, world, .. kinds])
        { UseShellExecute = false };
        start.Environment.Clear();
        foreach (var (name, value) in DotnetSettings.ForSnippet(Memory, CultureData.HasIcu))
            start.Environment[name] = value;
        // https://github.com/dotnet/runtime/blob/main/docs/design/coreclr/jit/viewing-jit-dumps.md
        start.Environment["DOTNET_JitStdOutFile"] = methods;
        start.Environment["DOTNET_JitDisasmSummary"] = "1";
        return Process.Start(start)!;
    }

    // proc(5): user and system time in ticks of 10 ms, which is why it is asked often.
    private static TimeSpan CpuOf(int process)
    {
        var fields = File.ReadAllText($"/proc/{process}/stat").Split(") ")[1].Split(' ');
        return TimeSpan.FromMilliseconds(10 * (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)));
    }

    // proc(5): VmHWM, in kilobytes.
    private static long PeakOf(int process) => long.Parse(
        File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split([(char)9, (char)32], StringSplitOptions.RemoveEmptyEntries)[^2],
        CultureInfo.InvariantCulture);

    [GeneratedRegex(@"JIT compiled (?<name>.*?), IL size", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Methods();

    private sealed record HostLife(HashSet<string> Methods, HostTimes Times);

    /// <param name="Cpu">Of the whole life.</param>
    /// <param name="AskedCpu">Of it, from the request to load the snippet on.</param>
    /// <param name="Loaded">From that request to its answer.</param>
    /// <param name="Answered">From that request to the answer of the second call.</param>
    /// <param name="PeakKilobytes">The most memory that it had in use.</param>
    private sealed record HostTimes(TimeSpan Cpu, TimeSpan AskedCpu, TimeSpan Loaded, TimeSpan Answered, long PeakKilobytes);
}
