using System.Reflection;
using BackendLabs.Sandbox;

namespace BackendLabs.Grader.Tests.Sandboxing;

/// <summary>A sandbox of this machine's own, and the program that attacks it, where its accounts can read it.</summary>
internal sealed class LiveBox : IAsyncDisposable
{
    private LiveBox(ProcessSandbox sandbox) => Sandbox = sandbox;

    public ProcessSandbox Sandbox { get; }

    public string HostFolder => Path.Combine(Sandbox.Folder.Path, "host");

    public static async Task<LiveBox> OpenAsync()
    {
        var box = new LiveBox(await ProcessSandbox.CreateAsync(MachineTools.Find(), TimeProvider.System, CancellationToken.None));
        if (box.Sandbox.Tools.Bubblewrap is null)
        {
            await box.DisposeAsync();
            Absent("bubblewrap", "apt-get install bubblewrap");
        }

        CopyHost(box.HostFolder);
        return box;
    }

    public static void Absent(string what, string remedy)
    {
        var words = $"{what} is not here; get it with: {remedy}";
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(words);
        Assert.Ignore(words);
    }

    /// <summary>Runs a small program of the machine's own in a box.</summary>
    /// <param name="more">Further programs that the box shows.</param>
    /// <returns>What it wrote, and how it ended.</returns>
    public async Task<(string Output, ProcessEnd End)> RunAsync(
        string program, IEnumerable<string> arguments, SystemCallProfile calls = SystemCallProfile.Student, ProcessLimits? limits = null, string[]? more = null)
    {
        var path = MachineTools.OnPath(program) ?? throw new InvalidOperationException($"{program} is missing.");
        var account = Sandbox.Accounts?.Rent();
        try
        {
            await using var process = await Sandbox.StartAsync(new SandboxSpec(
                "test", [path, .. arguments], [.. new[] { path }.Concat((more ?? []).Select(MachineTools.OnPath).OfType<string>()).Distinct().Select(shown => new SandboxMount(shown, shown))], limits ?? ProcessLimits.Snippet(64 * 1024 * 1024, TimeSpan.FromSeconds(5)), account)
            {
                Calls = calls,
                Environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" },
                SpeaksOnOutput = true,
            });
            using var reader = new StreamReader(process.Output);
            var output = await reader.ReadToEndAsync();
            return (output, await process.Ended);
        }
        finally
        {
            if (account is not null)
                Sandbox.Accounts!.Return(account);
        }
    }

    public ValueTask DisposeAsync() => Sandbox.DisposeAsync();

    private static void CopyHost(string to)
    {
        var configuration = typeof(LiveBox).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var from = Path.Combine(
            AppContext.BaseDirectory, "../../../../../src/BackendLabs.SnippetHost/bin", configuration, "net10.0");
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
