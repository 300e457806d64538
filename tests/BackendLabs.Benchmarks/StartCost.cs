using System.Diagnostics;
using BackendLabs.Sandbox;

namespace BackendLabs.Benchmarks;

/// <summary>What all layers together cost: the same process started in a box and bare, in turns, in one run.</summary>
internal static class StartCost
{
    private const int Rounds = 41;

    /// <summary>What the host ends with where it ran and was asked for a mode that there is not.</summary>
    private const int UnknownMode = 2;
    private const long Memory = 256 * 1024 * 1024;

    /// <param name="app">The published folder.</param>
    public static async Task<int> MeasureAsync(string app)
    {
        await using var sandbox = await ProcessSandbox.CreateAsync(MachineTools.Find(), TimeProvider.System, CancellationToken.None);
        var host = Path.Combine(app, "host");
        // A mode that there is not: the process starts, looks at its arguments and ends.
        string[] command = [sandbox.Tools.Dotnet, Path.Combine(host, "BackendLabs.SnippetHost.dll"), "--probe", "none"];
        List<double> boxed = [], bare = [];
        for (var round = 0; round < Rounds; round++)
        {
            boxed.Add(await TimeAsync(() => BoxedAsync(sandbox, command, host)));
            bare.Add(await TimeAsync(() => BareAsync(command)));
        }

        foreach (var layer in sandbox.Layers)
            Console.WriteLine($"{layer.Name}: {layer.State}");
        Console.WriteLine($"bare {Median(bare):0.0} ms, boxed {Median(boxed):0.0} ms, difference {Median(boxed) - Median(bare):0.0} ms (medians of {Rounds})");
        return 0;
    }

    private static async Task BoxedAsync(ProcessSandbox sandbox, string[] command, string host)
    {
        var account = sandbox.Accounts?.Rent();
        await using (var process = await sandbox.StartAsync(new SandboxSpec(
            "bench", command, [new SandboxMount(host, host)], ProcessLimits.Snippet(Memory, TimeSpan.FromSeconds(5)), account)
        {
            Environment = DotnetSettings.ForSnippet(Memory, sandbox.Tools.HasIcu),
            Calls = SystemCallProfile.Student,
        }))
        {
            if (await process.Ended is { Code: not UnknownMode } end)
                throw new InvalidOperationException($"The boxed process did not run: {end}");
        }

        if (account is not null)
            sandbox.Accounts!.Return(account);
    }

    private static async Task BareAsync(string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment.Clear();
        foreach (var (name, value) in DotnetSettings.ForSnippet(Memory, CultureData.HasIcu))
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
