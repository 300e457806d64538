using System.Net;
using System.Net.Sockets;
using BackendLabs.Contract;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Isolation;

/// <summary>What a student's code sees from where it runs: its own files and sockets, and nothing else of the machine.</summary>
internal sealed class InsideTheBox : LiveRunner
{
    protected override bool IsAlone => true;

    private static readonly Lab Looks = new SmallLab
    {
        Services = "{ db: sqlite }",
        Entries = ["Task<string> Look(string what)"],
        Limits = "{ wall: 20s, memory: 256MB, output: 16KB }",
        Seed = "create table a (b);",
        Checks = "Check(\"look\", points: 1, \"looks\", async () => Fail(await Snippet.CallAsync<string>(\"Look\", \"\") ?? \"\"));",
        Reference = "Task<string> Look(string what) => Task.FromResult(what);",
    }.Read();

    [OneTimeSetUp]
    public void Need_a_box() => Needs.Program("bwrap", "bubblewrap");

    [Test]
    public async Task The_hosts_loopback_cannot_be_reached()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var said = await LookAsync($$"""
            using System.Net.Sockets;
            async Task<string> Look(string what)
            {
                using var client = new TcpClient();
                try { await client.ConnectAsync("127.0.0.1", {{port}}); return "connected"; }
                catch (SocketException error) { return error.SocketErrorCode.ToString(); }
            }
            """);

        Assert.That(said, Is.EqualTo("ConnectionRefused"), "It is refused by the box's own loopback.");
        Assert.That(listener.Pending(), Is.False);
    }

    [Test]
    public async Task Nothing_is_loaded_of_a_client_whose_service_the_lab_has_not()
    {
        var said = await LookAsync("""
            Task<string> Look(string what) => Task.FromResult(string.Join(' ', AppDomain.CurrentDomain.GetAssemblies()
                .Select(assembly => assembly.GetName().Name!)
                .Where(name => name.StartsWith("Microsoft.Data.Sqlite") || name.StartsWith("Docker") || name.StartsWith("Newtonsoft"))));
            """);
        Assert.That(said, Is.EqualTo("Microsoft.Data.Sqlite"));
    }

    [Test]
    public async Task Names_and_other_networks_cannot_be_reached()
    {
        var said = await LookAsync("""
            using System.Net; using System.Net.Sockets;
            async Task<string> Look(string what)
            {
                var said = new List<string>();
                try { await Dns.GetHostAddressesAsync("example.org"); said.Add("name"); } catch (SocketException) { }
                foreach (var address in new[] { "169.254.169.254", "1.1.1.1", "10.0.0.1", "172.17.0.1" })
                {
                    using var client = new TcpClient();
                    try { await client.ConnectAsync(IPAddress.Parse(address), 80); said.Add(address); } catch (SocketException) { }
                }
                said.AddRange(System.IO.File.ReadLines("/proc/net/dev").Skip(2).Select(line => line.Split(':')[0].Trim()).Where(name => name != "lo"));
                return string.Join(",", said);
            }
            """);

        Assert.That(said, Is.Empty);
    }

    [Test]
    public async Task Files_of_the_machine_cannot_be_seen()
    {
        var canary = Path.Combine(Path.GetTempPath(), "canary-" + Path.GetRandomFileName());
        await File.WriteAllTextAsync(canary, "secret");
        try
        {
            var hidden = string.Join(", ", new[] { canary, PublishedApp.Clone, "/root", "/home", "/etc/passwd", "/etc/shadow", "/var/run/docker.sock", "/run/docker.sock", "/run/backendlabs", "/var/lib/backendlabs/app/" + Path.GetFileName(PublishedApp.Folder) + "/judge", "/sys", "/boot", "/var/log" }.Select(path => $"\"{path}\""));
            var said = await LookAsync($$"""
                using System.IO;
                Task<string> Look(string what) => Task.FromResult(string.Join(",", new[] { {{hidden}} }.Where(p => File.Exists(p) || Directory.Exists(p))));
                """);

            Assert.That(said, Is.Empty);
        }
        finally
        {
            File.Delete(canary);
        }
    }

    [Test]
    public async Task The_root_holds_what_a_program_needs_and_nothing_else()
    {
        var said = await LookAsync("""
            using System.IO;
            Task<string> Look(string what) => Task.FromResult(string.Join(",", Directory.GetFileSystemEntries("/").Concat(Directory.GetFileSystemEntries("/etc")).Concat(Directory.GetFileSystemEntries("/run/lab")).Concat(Directory.GetFileSystemEntries("/tmp")).Order()));
            """);

        Assert.That(said!.Split(','), Is.SubsetOf(new[] { "/data", "/dev", "/etc", "/etc/ld.so.cache", "/etc/localtime", "/lib", "/lib64", "/proc", "/run", "/tmp", "/usr", "/var", "/opt", "/home", "/root" }), said);
    }

    [Test]
    public async Task The_environment_and_that_of_the_first_process_hold_only_our_settings()
    {
        Environment.SetEnvironmentVariable("BACKENDLABS_TEST_SECRET", "hush");
        var said = await LookAsync("""
            using System.IO;
            Task<string> Look(string what) => Task.FromResult(
                string.Join(",", Environment.GetEnvironmentVariables().Keys.Cast<string>().Order()) + "|"
                + string.Join(",", Directory.GetDirectories("/proc").Where(d => char.IsDigit(Path.GetFileName(d)[0])).Select(d => File.ReadAllText(d + "/environ")).SelectMany(e => e.Split('\0', StringSplitOptions.RemoveEmptyEntries)).Select(v => v.Split('=')[0]).Distinct().Order()));
            """);

        string[] ours = ["PATH", "HOME", "LANG", "PWD"];
        foreach (var name in said!.Split(',', '|'))
            Assert.That(ours.Contains(name) || name.StartsWith("DOTNET_", StringComparison.Ordinal), Is.True, name);
    }

    [Test]
    public async Task Nothing_but_its_own_folders_can_be_written()
    {
        var said = await LookAsync("""
            using System.IO;
            Task<string> Look(string what)
            {
                var folders = new List<string>();
                foreach (var folder in new[] { "/", "/usr", "/usr/lib", "/etc", "/run", "/run/lab", "/proc/sys/kernel", "/proc/sys/vm", "/dev", "/tmp", "/dev/shm", "/data", AppContext.BaseDirectory })
                {
                    try { File.WriteAllText(Path.Combine(folder, "x"), "x"); folders.Add(folder); } catch (Exception) { }
                }
                return Task.FromResult(string.Join(",", folders));
            }
            """);

        Assert.That(said!.Split(','), Is.SubsetOf(new[] { "/tmp", "/dev/shm", "/data", "/dev" }).And.Contains("/tmp"));
    }

    [TestCase("/tmp", TestName = "The temporary folder has a size")]
    [TestCase("/dev/shm", TestName = "The shared memory has a size")]
    [TestCase("/dev", TestName = "The devices' folder has a size or is read-only")]
    public async Task Sized(string folder)
    {
        var said = await LookAsync($$"""
            using System.IO;
            Task<string> Look(string what)
            {
                var written = 0L;
                try
                {
                    for (var file = 0; file < 40; file++)
                    {
                        using var stream = File.Create($"{{folder}}/f{file}", 1);
                        for (var i = 0; i < 4; i++) { stream.Write(new byte[1024 * 1024]); written++; }
                    }
                }
                catch (Exception) { }
                return Task.FromResult(written.ToString());
            }
            """);

        Assert.That(int.Parse(said!), Is.LessThanOrEqualTo(16), "Megabytes written.");
    }

    [Test]
    public async Task Threads_and_processes_are_limited_and_other_worlds_are_invisible()
    {
        var said = await LookAsync("""
            using System.IO;
            Task<string> Look(string what)
            {
                var started = 0;
                try { for (; started < 1000; started++) { var t = new Thread(() => Thread.Sleep(-1), 128 * 1024) { IsBackground = true }; t.Start(); } }
                catch (Exception) { }
                var processes = Directory.GetDirectories("/proc").Count(d => char.IsDigit(Path.GetFileName(d)[0]));
                return Task.FromResult($"{started},{processes}");
            }
            """, acceptEnd: true);

        if (said is null)
            Assert.Pass("The process ended at its limit.");
        var numbers = said!.Split(',').Select(int.Parse).ToArray();
        Assert.That(numbers[0], Is.LessThan(256), "Threads.");
        Assert.That(numbers[1], Is.LessThanOrEqualTo(2), "Processes in sight: its own, and the box's first.");
    }

    [Test]
    public async Task No_descriptor_is_inherited_whatever_starts_at_once()
    {
        const string snippet = """
            using System.IO;
            Task<string> Look(string what) => Task.FromResult(string.Join(",", Directory.GetFileSystemEntries("/proc/self/fd").Select(f => { try { return new FileInfo(f).LinkTarget; } catch (Exception) { return null; } }).Where(t => t is not null)));
            """;
        var said = await Task.WhenAll(Enumerable.Range(0, Needs.Full ? 100 : 8).Select(_ => LookAsync(snippet)));

        var shared = said.SelectMany(targets => targets!.Split(',').Where(target => target.Contains(":[", StringComparison.Ordinal) && !target.StartsWith("anon", StringComparison.Ordinal)).Distinct())
            .GroupBy(target => target).Where(group => group.Count() > 1).Select(group => $"{group.Key} in {group.Count()}: {said.First(targets => targets!.Contains(group.Key, StringComparison.Ordinal))}");
        Assert.That(shared, Is.Empty, "No two sandboxes hold the same pipe or socket.");
        foreach (var targets in said)
        {
            // Descriptors 0 to 2 are the grader's pipes, one end of each; of a pipe of its own a process has both.
            var all = targets!.Split(',');
            var standard = all.Take(3).ToArray();
            Assert.That(all.Count(target => target.StartsWith("socket:", StringComparison.Ordinal)), Is.LessThanOrEqualTo(2), targets);
            Assert.That(
                all.Where(target => target.StartsWith("pipe:", StringComparison.Ordinal) && !standard.Contains(target)).GroupBy(target => target),
                Has.All.Matches<IGrouping<string, string>>(pipe => pipe!.Count() % 2 == 0), targets);
            Assert.That(all.Where(target => target[0] == '/'), Has.All.Matches<string>(target =>
                target!.StartsWith("/usr/", StringComparison.Ordinal) || target.StartsWith("/data/", StringComparison.Ordinal)
                || target.StartsWith("/dev/", StringComparison.Ordinal) || target.StartsWith("/proc/", StringComparison.Ordinal)
                || target.StartsWith(PublishedApp.Folder + "/host/", StringComparison.Ordinal) || target.StartsWith(DotnetFolder, StringComparison.Ordinal)
                || target.StartsWith("/memfd:", StringComparison.Ordinal)), targets);
        }
    }

    [Test]
    public async Task As_root_the_process_has_a_user_of_its_own_and_no_rights()
    {
        Needs.Root();
        var run = RunAsync(Looks, "async Task<string> Look(string what) { await Task.Delay(3000); return \"\"; }");
        var hosts = await HostsAsync();
        var statuses = hosts.Select(id => File.ReadAllLines($"/proc/{id}/status")).ToList();
        await run;

        Assert.That(statuses, Is.Not.Empty);
        foreach (var status in statuses)
        {
            Assert.That(Of(status, "Uid:").Split('\t', StringSplitOptions.RemoveEmptyEntries), Has.None.EqualTo("0"));
            Assert.That(Of(status, "Gid:").Split('\t', StringSplitOptions.RemoveEmptyEntries), Has.None.EqualTo("0"));
            Assert.That(Of(status, "Groups:").Trim(), Is.Empty.Or.Not.Contains(" 0 "));
            Assert.That(Of(status, "CapEff:").Trim('\t', '0'), Is.Empty);
            Assert.That(Of(status, "NoNewPrivs:").Trim(), Is.EqualTo("1"));
        }
    }

    private static string DotnetFolder => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "../../.."));

    private async Task<IReadOnlyList<int>> HostsAsync()
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var tries = 0; tries < 200; tries++)
        {
            await look.WaitForNextTickAsync();
            if (Runner.Sandbox is null)
                continue;
            var hosts = Traces.Of(Runner).ProcessIds().Where(id => Traces.Command(id) is var c && c.Contains("SnippetHost.dll", StringComparison.Ordinal) && c.Contains("dotnet", StringComparison.Ordinal) && !c.Contains("bwrap", StringComparison.Ordinal)).ToList();
            if (hosts.Count > 0)
                return hosts;
        }

        throw new AssertionException("No snippet process came.");
    }

    private static string Of(string[] status, string name) => status.First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..];

    private async Task<string?> LookAsync(string snippet, bool acceptEnd = false)
    {
        var report = await RunAsync(Looks, snippet);
        var status = report.Checks.Count == 1 ? report.Checks[0].Status : null;
        if (acceptEnd && status is CheckStatus.RuntimeError or CheckStatus.MemoryLimit)
            return null;
        Assert.That(status, Is.TypeOf<CheckStatus.Failed>(), () => Words.Of(report));
        return ((CheckStatus.Failed)status!).Message;
    }
}
