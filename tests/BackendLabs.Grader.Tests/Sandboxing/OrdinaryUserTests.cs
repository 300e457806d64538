using System.Diagnostics;
using System.Text.Json;
using BackendLabs.Sandbox;

namespace BackendLabs.Grader.Tests.Sandboxing;

/// <summary>The published command as a user who is nobody special: what it says of the layers, before and after its own remedy.</summary>
[NonParallelizable]
internal sealed class OrdinaryUserTests
{
    private const int User = 61_234;

    private DirectoryInfo _home = null!;

    [SetUp]
    public async Task Make_a_home()
    {
        if (!Environment.IsPrivilegedProcess)
            LiveBox.Absent("The right to become another user", "sudo ./test.sh");
        await (await LiveBox.OpenAsync()).DisposeAsync();
        _home = Directory.CreateTempSubdirectory("ordinary-");
        Native.ChangeOwner(_home.FullName, User, User);
    }

    [TearDown]
    public void Remove_it()
    {
        foreach (var folder in Delegated())
            Directory.Delete(folder);
        _home?.Delete(recursive: true);
        FolderTree.Remove($"/tmp/backendlabs-{User}");
    }

    [Test]
    public async Task Every_layer_but_the_cgroup_is_active_and_with_its_remedy_every_layer_is()
    {
        var (before, refused) = await DoctorAsync();
        Assert.That(before.Where(layer => layer.State != "active").Select(layer => layer.Name), Is.SubsetOf(new[] { "cgroup" }));
        Assert.That(before.Single(layer => layer.Name == "account").Reason, Is.EqualTo("your own account, alone in a user namespace"));
        if (before.All(layer => layer.State == "active"))
            Assert.Ignore("This user's cgroup is delegated already.");
        Assert.That(refused, Is.EqualTo(3));

        var remedy = before.Single(layer => layer.Name == "cgroup").Remedy!;
        if (!remedy.Contains("sudo sh -c", StringComparison.Ordinal))
            Assert.Ignore("Here version 2 delegates by systemd: " + remedy);
        await RunAsync("/bin/sh", "-c", remedy[remedy.IndexOf("sh -c", StringComparison.Ordinal)..]);

        var (after, accepted) = await DoctorAsync();
        Assert.That(after.Select(layer => layer.State), Is.All.EqualTo("active"));
        Assert.That(accepted, Is.Zero);
        await AssertLimitsMemoryAsync();
        Assert.That(Delegated().SelectMany(Directory.GetDirectories), Is.Empty, "Cgroups were left.");
    }

    // The kernel's word, not the watchdog's: a run that takes too much ends by it.
    private async Task AssertLimitsMemoryAsync()
    {
        var answer = Path.Combine(_home.FullName, "answer.csx");
        await File.WriteAllTextAsync(answer, "string Greet(string name)\n{\n    var all = new List<IntPtr>();\n    while (true) { var at = System.Runtime.InteropServices.Marshal.AllocHGlobal(1 << 22); for (var i = 0; i < 1 << 22; i += 4096) System.Runtime.InteropServices.Marshal.WriteByte(at, i, 1); }\n}\n");
        // A clone below a home of root's own is not this user's to read.
        var labs = Path.Combine(_home.FullName, "labs");
        await RunAsync("cp", "-r", Path.Combine(Folder("BACKENDLABS_ROOT"), "labs"), labs);
        await RunAsync("chmod", "-R", "a+rX", labs);
        var (code, output) = await LabAsync("--labs", labs, "check", "start/first-pass", answer, "--format", "json");
        using var report = JsonDocument.Parse(output);
        Assert.That((code, report.RootElement.GetProperty("verdict").GetString()), Is.EqualTo((1, "memory_limit")), output);
        Assert.That(report.RootElement.GetProperty("usage").GetProperty("peakBytes").GetInt64(), Is.GreaterThan(16 * 1024 * 1024));
    }

    private async Task<(List<(string Name, string State, string? Reason, string? Remedy)> Layers, int Code)> DoctorAsync()
    {
        var (code, output) = await LabAsync("doctor", "--graded", "--format", "json");
        using var said = JsonDocument.Parse(output);
        return ([.. said.RootElement.GetProperty("layers").EnumerateArray().Select(layer => (
            layer.GetProperty("name").GetString()!, layer.GetProperty("state").GetString()!, layer.GetProperty("reason").GetString(), layer.GetProperty("remedy").GetString()))], code);
    }

    private Task<(int Code, string Output)> LabAsync(params string[] arguments) => RunAsync(
        "setpriv", [$"--reuid={User}", $"--regid={User}", "--clear-groups", "env", "-i", $"HOME={_home.FullName}", "PATH=/usr/bin:/bin",
            "BACKENDLABS_RESIDENT=0", $"BACKENDLABS_APP={Folder("BACKENDLABS_APP")}", MachineTools.Find().Dotnet, Path.Combine(Folder("BACKENDLABS_APP"), "cli", "lab.dll"), .. arguments]);

    private static async Task<(int Code, string Output)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, WorkingDirectory = "/", UseShellExecute = false })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    private static IEnumerable<string> Delegated() => Directory.Exists("/sys/fs/cgroup")
        ? Directory.GetDirectories("/sys/fs/cgroup").Select(tree => Path.Combine(tree, $"backendlabs-{User}")).Where(Directory.Exists)
        : [];

    private static string Folder(string variable)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } folder)
            return folder;
        LiveBox.Absent(variable, "./test.sh");
        return "";
    }
}
