using BackendLabs.DockerGate;
using BackendLabs.Grader.Tests.Containers;
using BackendLabs.Sandbox;

namespace BackendLabs.Grader.Tests.Sandboxing;

/// <summary>Strangers' code where bubblewrap cannot work: in containers of the live Engine.</summary>
[NonParallelizable]
public sealed class ContainerSandboxTests
{
    private const string FirstPass = "start/first-pass";

    private DockerEngine _engine = null!;

    [OneTimeSetUp]
    public async Task FindTheEngine() => _engine = await LiveGate.EngineAsync();

    [OneTimeTearDown]
    public void Close() => _engine?.Dispose();

    [TearDown]
    public async Task No_grader_left_a_container()
    {
        // What an ended grader left would be found dead now.
        using var folder = RunFolder.Create(within: null, TimeProvider.System);
        Assert.That(await DockerReaper.RemoveLeftAsync(_engine, folder.IsOwnerAlive, CancellationToken.None), Is.Empty);
    }

    [TestCase(FirstPass, "solutions/reference.csx", "passed")]
    [TestCase(FirstPass, "wrong/no-dollar.csx", "failed")]
    [TestCase("caching/cache-aside", "solutions/reference.csx", "passed")]
    [TestCase("deployment/run-a-container", "solutions/reference.csx", "passed")]
    public async Task A_lab_runs_without_bubblewrap(string lab, string answer, string verdict)
    {
        await using var runner = PublishedRunner.With(WithoutBubblewrap);

        var report = await runner.CheckAsync(lab, answer);

        Assert.That(report.Verdict.Name, Is.EqualTo(verdict), report.Verdict.ToString());
        Assert.That(report.Usage.PeakBytes, Is.GreaterThan(1_000_000));
        Assert.That(report.Layers.Where(layer => layer.State == SandboxLayers.Missing), Is.Empty);
        Assert.That(report.Layers.Single(layer => layer.Name == "network").Reason, Does.StartWith("by a container of Docker"));
    }

    [TestCase("while (true) { }", "time_limit")]
    [TestCase("var all = new System.Collections.Generic.List<byte[]>(); while (true) { all.Add(new byte[1 << 20]); System.Array.Fill(all[^1], (byte)1); }", "memory_limit")]
    [TestCase("while (true) { var at = System.Runtime.InteropServices.Marshal.AllocHGlobal(1 << 22); for (var i = 0; i < 1 << 22; i += 4096) System.Runtime.InteropServices.Marshal.WriteByte(at, i, 1); }", "memory_limit")]
    public async Task A_limit_ends_a_run_with_its_own_verdict(string body, string verdict)
    {
        await using var runner = PublishedRunner.With(WithoutBubblewrap);

        var report = await runner.CheckTextAsync(FirstPass, Greeting(body), wall: verdict == "time_limit" ? TimeSpan.FromSeconds(3) : null);

        Assert.That(report.Verdict.Name, Is.EqualTo(verdict), report.Verdict.ToString());
    }

    [Test]
    public async Task Inside_there_is_no_network_no_shell_and_nothing_of_the_machine()
    {
        await using var runner = PublishedRunner.With(WithoutBubblewrap);

        var report = await runner.CheckTextAsync(FirstPass, Greeting("""
            var nets = "";
            foreach (var line in System.IO.File.ReadAllLines("/proc/net/dev"))
                if (line.Contains(':')) nets += line.Split(':')[0].Trim() + " ";
            var seen = new System.Collections.Generic.List<string>();
            foreach (var path in new[] { "/bin/sh", "/usr/bin/env", "/var/run/docker.sock", "/root", "/home", "/etc/shadow", "/run/backendlabs", "/var/log" })
                if (System.IO.File.Exists(path) || System.IO.Directory.Exists(path)) seen.Add(path);
            foreach (var path in new[] { "/a", "/etc/a", "/run/lab/a", "/usr/a", "/proc/sys/kernel/hostname" })
                try { System.IO.File.WriteAllText(path, "x"); seen.Add("wrote " + path); } catch (System.Exception) { }
            var status = System.IO.File.ReadAllText("/proc/self/status");
            foreach (var line in status.Split('\n'))
                if (line.StartsWith("CapEff") || line.StartsWith("NoNewPrivs") || line.StartsWith("Seccomp:")) System.Console.Write(line.Replace("\t", "") + ";");
            System.Console.Write($"nets={nets};seen={string.Join(",", seen)};");
            """));

        // An ordinary user's programs may be published beneath the home, and a container shows the folders on the way there.
        var onTheWay = Environment.GetEnvironmentVariable("BACKENDLABS_APP")!.StartsWith("/home/", StringComparison.Ordinal) ? "/home" : "";
        Assert.That(report.Output, Does.Contain($"nets=lo ;seen={onTheWay};").And.Contain("CapEff:0000000000000000;").And.Contain("NoNewPrivs:1;").And.Contain("Seccomp:2;"), report.Verdict.ToString());
    }

    [Test]
    public async Task An_end_has_its_code_and_last_words_and_a_kill_has_no_code_and_leaves_nothing()
    {
        await using var sandbox = await ProcessSandbox.CreateAsync(WithoutBubblewrap(MachineTools.Find()), TimeProvider.System, CancellationToken.None);
        await using var process = await sandbox.StartAsync(Dotnet(sandbox, "exec", "/nowhere.dll"));
        var failed = await process.Ended.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That((failed.Code is > 0, failed.OutOfMemory), Is.EqualTo((true, false)));
        Assert.That(failed.LastWords, Does.Contain("/nowhere.dll"));

        var redis = sandbox.Tools.RedisServer;
        if (redis is null)
            return;
        await using var waiting = await sandbox.StartAsync(new SandboxSpec("waiting", [redis, "--port", "0", "--unixsocket", "/tmp/r.sock", "--save", ""], [], ProcessLimits.Redis, Account: null));
        Assert.That(await ContainersOfAsync(sandbox), Is.EqualTo(1));
        waiting.Kill();
        Assert.That((await waiting.Ended.WaitAsync(TimeSpan.FromSeconds(30))).Code, Is.Null);
        Assert.That(await ContainersOfAsync(sandbox), Is.Zero);
    }

    [Test]
    public async Task Where_bubblewrap_works_no_container_is_made()
    {
        var tools = MachineTools.Find();
        if (!(await BubblewrapProbe.TryAsync(tools, CancellationToken.None)).Works)
            Assert.Ignore("bubblewrap does not work here: sudo apt-get install bubblewrap");
        await using var sandbox = await ProcessSandbox.CreateAsync(tools, TimeProvider.System, CancellationToken.None);
        await using var process = await sandbox.StartAsync(Dotnet(sandbox, "--list-runtimes"));

        Assert.That(process, Is.TypeOf<SandboxedProcess>());
        Assert.That(await process.Ended.WaitAsync(TimeSpan.FromSeconds(30)), Has.Property(nameof(ProcessEnd.Code)).EqualTo(0));
    }

    [Test]
    public async Task Every_layer_is_listed_and_holds_when_it_is_attacked_in_a_container()
    {
        await using var runner = PublishedRunner.With(WithoutBubblewrap);

        var proved = await runner.InspectLayersAsync(CancellationToken.None);

        Assert.That(proved.Where(layer => layer.State != SandboxLayers.Active), Is.Empty);
        Assert.That(
            proved.Select(layer => layer.Name),
            Is.EquivalentTo(new[] { "cgroup", "account", "rlimits", "namespaces", "files", "network", "seccomp", "environment", "descriptors", "runtime" }));
    }

    [Test]
    public async Task A_call_that_only_an_attack_makes_is_denied_in_a_container_too()
    {
        await using var runner = PublishedRunner.With(WithoutBubblewrap);

        var report = await runner.CheckTextAsync(FirstPass, """
            using System.Runtime.InteropServices;
            string Greet(string name) => Keys.Search(0) + "";
            static class Keys { [DllImport("libc", EntryPoint = "syscall")] static extern long Call(long number, long a); public static long Search(long a) => Call(RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 219 : 250, a); }
            """);

        Assert.That(report.Verdict.Name, Is.EqualTo("denied"), report.Verdict.ToString());
    }

    /// <summary>Prints what a start costs; run it by name: dotnet test --filter Name~compared -v n.</summary>
    [Test, Explicit("Measures and asserts nothing.")]
    public async Task Both_starts_compared()
    {
        var tools = MachineTools.Find();
        await using var boxes = await ProcessSandbox.CreateAsync(tools, TimeProvider.System, CancellationToken.None);
        await using var containers = await ProcessSandbox.CreateAsync(WithoutBubblewrap(tools), TimeProvider.System, CancellationToken.None);
        var (inBoxes, inContainers) = (new List<double>(), new List<double>());
        for (var i = 0; i < 10; i++)
        {
            inBoxes.Add(await MeasureAsync(boxes));
            inContainers.Add(await MeasureAsync(containers));
        }

        await TestContext.Progress.WriteLineAsync($"from start to end of dotnet --list-runtimes, medians of 10: bubblewrap {Median(inBoxes):0} ms, container {Median(inContainers):0} ms");
    }

    private static async Task<double> MeasureAsync(ProcessSandbox sandbox)
    {
        var began = TimeProvider.System.GetTimestamp();
        await using var process = await sandbox.StartAsync(Dotnet(sandbox, "--list-runtimes"));
        await process.Ended;
        return TimeProvider.System.GetElapsedTime(began).TotalMilliseconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static MachineTools WithoutBubblewrap(MachineTools tools) => tools with { Bubblewrap = null };

    private static SandboxSpec Dotnet(ProcessSandbox sandbox, params string[] arguments) =>
        new("dotnet", [sandbox.Tools.Dotnet, .. arguments], [], ProcessLimits.Compiler, sandbox.Accounts?.All[0])
        {
            Environment = DotnetSettings.For(ProcessLimits.Compiler.MemoryBytes),
        };

    private async Task<int> ContainersOfAsync(ProcessSandbox sandbox) =>
        (await EngineSweep.ListAsync(_engine.Client, "containers/json?all=1&", DockerLabels.Owner, sandbox.Folder.Owner, CancellationToken.None)).Count;

    private static string Greeting(string body) => "string Greet(string name)\n{\n" + body + "\nreturn \"\";\n}\n";
}
