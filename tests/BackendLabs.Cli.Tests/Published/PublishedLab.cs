using System.Diagnostics;
using BackendLabs.Cli.Machine;

namespace BackendLabs.Cli.Tests.Published;

/// <summary>
/// The published command with a home of its own, on the real runner and the real labs. <c>test.sh</c> says where it is.
/// Compiled check scripts are shared, by content, as one person's commands share them.
/// </summary>
internal sealed class PublishedLab : IDisposable
{
    // The proof of all labs takes a quarter of an hour.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(ProvedLabs.IsFull ? 90 : 7);

    private readonly string _app = Environment.GetEnvironmentVariable("BACKENDLABS_APP") ?? "";
    private static readonly Lazy<DirectoryInfo> Cache = new(() => Directory.CreateTempSubdirectory("lab-cache-"));

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("lab-end-");

    private readonly bool _sharesGrader;

    /// <param name="sharesGrader">Whether its commands leave a grader that stays ready, which ends with this.</param>
    public PublishedLab(bool sharesGrader = false)
    {
        _sharesGrader = sharesGrader;
        Root = Environment.GetEnvironmentVariable("BACKENDLABS_ROOT") ?? "";
        if (_app.Length > 0 && Root.Length > 0)
            return;
        _home.Delete();
        const string how = "BACKENDLABS_APP and BACKENDLABS_ROOT are not set: run ./test.sh";
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(how);
        Assert.Ignore(how);
    }

    public string Root { get; }

    public string Home => _home.FullName;

    public string Labs => Path.Combine(Root, "labs");

    /// <summary>Throws where it never ends, so that the test says so.</summary>
    public async Task<ToolAnswer> RunAsync(params string[] arguments)
    {
        using var limit = new CancellationTokenSource(Patience);
        return await Tool.RunAsync("dotnet", [Path.Combine(_app, "cli", "lab.dll"), .. arguments], Home, limit.Token, Variables);
    }

    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(_app, "cli", "lab.dll"), .. arguments])
        {
            WorkingDirectory = Home,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public static Task InterruptAsync(Process process) =>
        Tool.RunAsync("kill", ["-INT", $"{process.Id}"], null, CancellationToken.None);

    /// <summary>What its commands read of their environment.</summary>
    public EnvironmentPaths Paths => new(name => Variables.GetValueOrDefault(name) ?? Environment.GetEnvironmentVariable(name), Home);

    public void Dispose() => _home.Delete(recursive: true);

    /// <summary>After the last test.</summary>
    public static void RemoveCache()
    {
        if (Cache.IsValueCreated)
            Cache.Value.Delete(recursive: true);
    }

    private Dictionary<string, string> Variables => new() { ["HOME"] = Home, ["XDG_DATA_HOME"] = "", ["XDG_CACHE_HOME"] = Cache.Value.FullName, ["XDG_CONFIG_HOME"] = "", ["BACKENDLABS_KEY"] = "", ["BACKENDLABS_APP"] = _app, ["BACKENDLABS_RESIDENT"] = _sharesGrader ? "1" : "0", ["XDG_RUNTIME_DIR"] = Home };
}
