using System.Diagnostics;
using System.Text.Json;
using BackendLabs.DockerGate;
using BackendLabs.Grader.Tests.Containers;
using BackendLabs.Sandbox;

namespace BackendLabs.Grader.Tests.Sandboxing;

/// <summary>The published command inside a container: what it says of the layers, and that practice goes on.</summary>
[NonParallelizable]
public sealed class InsideContainerTests
{
    private static readonly string[] Opened = ["--security-opt", "seccomp=unconfined", "--security-opt", "apparmor=unconfined", "--security-opt", "systempaths=unconfined"];

    private static readonly string[] All =
        ["cgroup", "account", "rlimits", "namespaces", "files", "network", "seccomp", "environment", "descriptors", "runtime"];

    private DockerEngine _engine = null!;

    [OneTimeSetUp]
    public async Task FindTheEngine()
    {
        _engine = await LiveGate.EngineAsync();
        if (MachineTools.OnPath("docker") is null)
            LiveBox.Absent("docker, the command", "apt-get install docker-cli");
        if (Environment.GetEnvironmentVariable("BACKENDLABS_APP") is not { Length: > 0 })
            LiveBox.Absent("BACKENDLABS_APP", "./test.sh");
        await BaseImage.EnsureAsync(_engine, CancellationToken.None);
    }

    [OneTimeTearDown]
    public void Close() => _engine?.Dispose();

    [TestCase("0:0")]
    [TestCase("61234:61234")]
    public async Task An_ordinary_container_names_each_layer_that_it_keeps_from_us_and_how_to_get_it(string user)
    {
        var layers = await DoctorAsync(expected: 3, "--user", user);

        Assert.That(layers.Select(layer => layer.Name), Is.EquivalentTo(All));
        var missing = layers.Where(layer => layer.State != "active").ToList();
        Assert.That(missing.Select(layer => layer.Name), Is.SupersetOf(new[] { "cgroup", "namespaces", "files", "network", "seccomp" }));
        Assert.That(missing.Select(layer => layer.Reason), Is.All.Not.Empty);
        Assert.That(missing.Single(layer => layer.Name == "namespaces").Remedy, Does.Contain(string.Join(' ', Opened)));
        Assert.That(missing.Single(layer => layer.Name == "cgroup").Remedy, Does.Contain("--volume /sys/fs/cgroup:/sys/fs/cgroup:rw"));
    }

    [Test]
    public async Task Practice_goes_on_in_an_ordinary_container()
    {
        var (code, output) = await LabAsync([], "check", "start/first-pass", "/labs/start/first-pass/solutions/reference.csx", "--format", "json");
        using var report = JsonDocument.Parse(output);
        Assert.That((code, report.RootElement.GetProperty("verdict").GetString()), Is.EqualTo((0, "passed")), output);
    }

    [Test]
    public async Task With_both_remedies_every_layer_is_active()
    {
        var layers = await DoctorAsync(expected: 0, [.. Opened, "--volume", "/sys/fs/cgroup:/sys/fs/cgroup:rw"]);
        Assert.That(layers.Select(layer => layer.State), Is.All.EqualTo("active"));
    }

    private static async Task<List<(string Name, string State, string? Reason, string? Remedy)>> DoctorAsync(int expected, params string[] options)
    {
        var (code, output) = await LabAsync(options, "doctor", "--graded", "--format", "json");
        using var said = JsonDocument.Parse(output);
        List<(string Name, string State, string? Reason, string? Remedy)> layers = [.. said.RootElement.GetProperty("layers").EnumerateArray().Select(layer => (
            layer.GetProperty("name").GetString()!, layer.GetProperty("state").GetString()!, layer.GetProperty("reason").GetString(), layer.GetProperty("remedy").GetString()))];
        Assert.That(code, Is.EqualTo(expected), output);
        return layers;
    }

    // The machine's libraries and programs, read-only, on an image that has none.
    private static async Task<(int Code, string Output)> LabAsync(string[] options, params string[] arguments)
    {
        var app = Environment.GetEnvironmentVariable("BACKENDLABS_APP")!;
        var dotnet = MachineTools.Find().Dotnet;
        string[] shown = ["/usr:/usr:ro", "/usr/lib:/lib:ro", "/usr/lib64:/lib64:ro", $"{app}:{app}:ro", $"{Environment.GetEnvironmentVariable("BACKENDLABS_ROOT")}/labs:/labs:ro",
            .. dotnet.StartsWith("/usr/", StringComparison.Ordinal) ? Array.Empty<string>() : [$"{Path.GetDirectoryName(dotnet)}:{Path.GetDirectoryName(dotnet)}:ro"]];
        string[] whole = ["run", "--rm", "--network", "none", .. shown.SelectMany(mount => new[] { "--volume", mount }), .. options,
            "--env", $"BACKENDLABS_APP={app}", "--env", "HOME=/tmp", "--env", "BACKENDLABS_RESIDENT=0", "--env", "PATH=/usr/bin:/bin", "--workdir", "/tmp", BaseImage.Name, dotnet, $"{app}/cli/lab.dll", "--labs", "/labs", .. arguments];
        using var process = Process.Start(new ProcessStartInfo("docker", whole) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }
}
