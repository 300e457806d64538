using System.Diagnostics;
using System.Text.Json;
using BackendLabs.Cli.Machine;

namespace BackendLabs.Cli.Tests.Checking;

/// <summary>The published command on the real runner. <c>test.sh</c> says where it is.</summary>
internal sealed class EndToEnd
{
    private const string Sigint = "-INT";

    private DirectoryInfo _home = null!;
    private string _app = null!;
    private string _root = null!;

    [SetUp]
    public void Begin()
    {
        _home = Directory.CreateTempSubdirectory("lab-end-");
        _app = Environment.GetEnvironmentVariable("BACKENDLABS_APP") ?? "";
        _root = Environment.GetEnvironmentVariable("BACKENDLABS_ROOT") ?? "";
        if (_app.Length > 0 && _root.Length > 0)
            return;
        const string how = "BACKENDLABS_APP and BACKENDLABS_ROOT are not set: run ./test.sh";
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(how);
        Assert.Ignore(how);
    }

    [TearDown]
    public void End() => _home.Delete(recursive: true);

    [TestCase("start/first-pass", "solutions/reference.csx", "passed", ExitCode.Done)]
    [TestCase("start/first-pass", "wrong/no-dollar.csx", "failed", ExitCode.NotPassed)]
    [TestCase("databases/first-query", "solutions/reference.csx", "passed", ExitCode.Done)]
    public async Task A_check_answers_one_object_and_its_exit_code(string lab, string answer, string verdict, int code)
    {
        var result = await Tool.RunAsync("dotnet", [Lab, "check", lab, Path.Combine(_root, "labs", lab, answer), "--format", "json"], _home.FullName, CancellationToken.None, Variables);

        Assert.That(result.ExitCode, Is.EqualTo(code), result.Error);
        Assert.That(JsonDocument.Parse(result.Output).RootElement.GetProperty("verdict").GetString(), Is.EqualTo(verdict));
        Assert.That(result.Error, Is.Empty);
    }

    [Test]
    public async Task An_attempt_is_remembered_and_passing_leads_on()
    {
        await Tool.RunAsync("dotnet", [Lab, "start", "first-pass"], _home.FullName, CancellationToken.None, Variables);
        var failed = await Tool.RunAsync("dotnet", [Lab, "check"], _home.FullName, CancellationToken.None, Variables);
        File.Copy(Path.Combine(_root, "labs/start/first-pass/solutions/reference.csx"), Path.Combine(_home.FullName, "backendlabs/start/first-pass/answer.csx"), overwrite: true);
        var passed = await Tool.RunAsync("dotnet", [Lab, "check"], _home.FullName, CancellationToken.None, Variables);
        var progress = await Tool.RunAsync("dotnet", [Lab, "progress", "--format", "json"], _home.FullName, CancellationToken.None, Variables);

        Assert.That((failed.ExitCode, passed.ExitCode), Is.EqualTo((ExitCode.NotPassed, ExitCode.Done)), failed.Output + passed.Output);
        Assert.That(passed.Output, Does.Contain("Next: lab start databases/first-query").And.Not.Contain("\u001b"));
        Assert.That(JsonDocument.Parse(progress.Output).RootElement.GetProperty("progress")[0].GetProperty("attempts").GetInt32(), Is.EqualTo(2));
    }

    [Test, Platform("Linux,MacOsX")]
    public async Task An_interrupted_watch_ends_with_130()
    {
        await Tool.RunAsync("dotnet", [Lab, "start", "first-pass"], _home.FullName, CancellationToken.None, Variables);
        var start = new ProcessStartInfo("dotnet", [Lab, "watch"]) { WorkingDirectory = _home.FullName, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;
        using var watch = Process.Start(start)!;
        Assert.That(await watch.StandardOutput.ReadLineAsync(), Does.Contain("0 of 2 points"));

        await Tool.RunAsync("kill", [Sigint, $"{watch.Id}"], null, CancellationToken.None);
        await watch.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That(watch.ExitCode, Is.EqualTo(ExitCode.Interrupted));
    }

    private string Lab => Path.Combine(_app, "cli", "lab.dll");

    private Dictionary<string, string> Variables => new() { ["HOME"] = _home.FullName, ["XDG_DATA_HOME"] = "", ["XDG_CACHE_HOME"] = "" };
}
