using System.Text.Json;
using BackendLabs.DockerGate;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace BackendLabs.Grader.Tests.Containers;

/// <summary>Rows 90 to 98 of the attacks, as bytes over the socket and through the client.</summary>
public sealed class RefusalTests
{
    private static readonly (string Row, string Member, string Reason)[] s_hostConfig =
    [
        ("90 binds", """ "Binds":["/:/host"] """, "none of the host's files"),
        ("90 mounts", """ "Mounts":[{"Type":"bind","Source":"/","Target":"/host"}] """, "none of the host's files"),
        ("90 lower case", """ "binds":["/:/host"] """, "the member is called Binds"),
        ("90 mixed case", """ "bInDs":["/:/host"] """, "the member is called Binds"),
        ("90 volumes from", """ "VolumesFrom":["other"] """, "later lab"),
        ("91 privileged", """ "Privileged":true """, "Privileged"),
        ("91 capabilities", """ "CapAdd":["SYS_ADMIN"] """, "CapAdd"),
        ("91 devices", """ "Devices":[{"PathOnHost":"/dev/sda","PathInContainer":"/dev/sda","CgroupPermissions":"rwm"}] """, "devices"),
        ("91 device requests", """ "DeviceRequests":[{"Count":-1}] """, "devices"),
        ("91 device rules", """ "DeviceCgroupRules":["b 8:* rwm"] """, "devices"),
        ("91 seccomp off", """ "SecurityOpt":["seccomp=unconfined"] """, "confinement"),
        ("91 unmasked /proc", """ "MaskedPaths":[] """, "MaskedPaths"),
        ("92 pid", """ "PidMode":"host" """, "namespaces of its own"),
        ("92 another's pid", """ "PidMode":"container:other" """, "namespaces of its own"),
        ("92 network", """ "NetworkMode":"host" """, "own network or none"),
        ("92 another's network", """ "NetworkMode":"container:other" """, "own network or none"),
        ("92 ipc", """ "IpcMode":"host" """, "namespaces of its own"),
        ("92 uts", """ "UTSMode":"host" """, "namespaces of its own"),
        ("92 user", """ "UsernsMode":"host" """, "namespaces of its own"),
        ("92 cgroup namespace", """ "CgroupnsMode":"host" """, "namespaces of its own"),
        ("92 cgroup parent", """ "CgroupParent":"/" """, "namespaces of its own"),
        ("93 volume driver", """ "VolumeDriver":"local" """, "later lab"),
        ("93 volume mount", """ "Mounts":[{"Type":"volume","Target":"/h","VolumeOptions":{"DriverConfig":{"Options":{"type":"none","o":"bind","device":"/"}}}}] """, "none of the host's files"),
        ("94 all addresses", """ "PortBindings":{"80/tcp":[{"HostIp":"0.0.0.0","HostPort":"8080"}]} """, "127.0.0.1"),
        ("94 version 6", """ "PortBindings":{"80/tcp":[{"HostIp":"::","HostPort":"8080"}]} """, "127.0.0.1"),
        ("94 low port", """ "PortBindings":{"80/tcp":[{"HostPort":"80"}]} """, "1024"),
        ("94 datagrams", """ "PortBindings":{"53/udp":[{"HostPort":""}]} """, "only TCP"),
        ("96 restart always", """ "RestartPolicy":{"Name":"always"} """, "come back"),
        ("96 restart without end", """ "RestartPolicy":{"Name":"on-failure","MaximumRetryCount":0} """, "1 to 5"),
        ("96 log driver", """ "LogConfig":{"Type":"syslog","Config":{"syslog-address":"udp://10.0.0.1:514"}} """, "stays on this machine"),
        ("96 log options", """ "LogConfig":{"Type":"json-file","Config":{"max-size":"20g"}} """, "stays on this machine"),
        ("96 shared memory", """ "ShmSize":21474836480 """, "shared memory"),
        ("96 tmpfs", """ "Tmpfs":{"/data":"size=20g"} """, "too large"),
        ("96 tmpfs options", """ "Tmpfs":{"/data":"exec,suid"} """, "size= alone"),
        ("memory", """ "Memory":1073741824 """, "at most 64 MB"),
        ("swap", """ "MemorySwap":-1 """, "no swap"),
        ("processors", """ "NanoCpus":4000000000 """, "billionths"),
        ("sysctls", """ "Sysctls":{"net.ipv4.ip_forward":"1"} """, "kernel"),
        ("oom", """ "OomKillDisable":true """, "kernel"),
        ("runtime", """ "Runtime":"other" """, "Runtime"),
        ("extra hosts", """ "ExtraHosts":["a:10.0.0.1"] """, "look up"),
        ("unknown member", """ "Sesame":"open" """, "not a member"),
        ("twice", """ "Privileged":false,"Privileged":true """, "twice"),
        ("twice, once escaped", """ "Privileged":false,"\u0050rivileged":true """, "twice"),
    ];

    private static readonly (string Row, string Body, string Reason)[] s_bodies =
    [
        ("93 volumes", """{"Image":"backendlabs/base:1","Volumes":{"/data":{}}}""", "later lab"),
        ("95 image", """{"Image":"alpine:3"}""", "it has backendlabs/base:1"),
        ("95 image by another tag", """{"Image":"backendlabs/base:latest"}""", "it has backendlabs/base:1"),
        ("92 foreign network", """{"Image":"backendlabs/base:1","NetworkingConfig":{"EndpointsConfig":{"bridge":{}}}}""", "later lab"),
        ("labels", """{"Image":"backendlabs/base:1","Labels":{"backendlabs.run":"other"}}""", "reserved"),
        ("labels, folded", """{"Image":"backendlabs/base:1","Labels":{"BackendLabs.run":"other"}}""", "reserved"),
        ("99 two documents", """{"Image":"backendlabs/base:1"}{"Image":"alpine"}""", "one strict JSON document"),
        ("99 image twice", """{"Image":"backendlabs/base:1","Image":"alpine"}""", "one strict JSON document"),
        ("99 image folded", """{"Image":"backendlabs/base:1","image":"alpine"}""", "the member is called Image"),
        ("99 comment", """{"Image":"backendlabs/base:1"/**/}""", "one strict JSON document"),
        ("99 host config folded", """{"Image":"backendlabs/base:1","hostconfig":{"Privileged":true}}""", "the member is called HostConfig"),
    ];

    private static readonly (string Row, string Method, string Path, string Reason)[] s_paths =
    [
        ("97 exec", "POST", "/v1.41/containers/web/exec", "exec"),
        ("97 start an exec", "POST", "/exec/abc/start", "exec"),
        ("97 update", "POST", "/containers/web/update", "limits"),
        ("98 archive up", "PUT", "/containers/web/archive?path=/", "Copying files"),
        ("98 archive down", "GET", "/containers/web/archive?path=/", "Copying files"),
        ("98 archive head", "GET", "/containers/web/export", "Copying files"),
        ("98 commit", "POST", "/commit?container=web", "Copying files"),
        ("98 load", "POST", "/images/load", "it has backendlabs/base:1"),
        ("98 import", "POST", "/images/create?fromSrc=-", "it has backendlabs/base:1"),
        ("98 pull", "POST", "/images/create?fromImage=alpine", "it has backendlabs/base:1"),
        ("98 build", "POST", "/build?remote=http://10.0.0.1/", "it has backendlabs/base:1"),
        ("98 delete an image", "DELETE", "/images/backendlabs/base:1", "it has backendlabs/base:1"),
        ("98 plugins", "GET", "/plugins", "plugins"),
        ("98 swarm", "POST", "/swarm/init", "Swarms"),
        ("98 session", "POST", "/session", "not in this lab"),
        ("98 events", "GET", "/events", "whole machine"),
        ("98 info", "GET", "/info", "whole machine"),
        ("98 disk usage", "GET", "/system/df", "whole machine"),
        ("98 prune", "POST", "/containers/prune", "whole machine"),
        ("98 networks", "GET", "/networks", "Networks"),
        ("98 volumes", "POST", "/volumes/create", "Volumes"),
        ("98 attach", "POST", "/containers/web/attach?stream=1", "logs"),
        ("98 secrets", "GET", "/secrets", "Swarms"),
        ("unknown", "GET", "/debug/pprof/cmdline", "not in this lab"),
        ("old version", "GET", "/v1.2/containers/json", "v1.2"),
        ("ps arguments", "GET", "/containers/web/top?ps_args=axo%20pid,environ", "ps_args"),
    ];

    public static IEnumerable<TestCaseData> Creations =>
        s_hostConfig.Select(row => new TestCaseData("""{"Image":"backendlabs/base:1","HostConfig":{""" + row.Member + "}}", row.Reason).SetArgDisplayNames(row.Row))
            .Concat(s_bodies.Select(row => new TestCaseData(row.Body, row.Reason).SetArgDisplayNames(row.Row)));

    public static IEnumerable<TestCaseData> Paths =>
        s_paths.Select(row => new TestCaseData(row.Method, row.Path, row.Reason).SetArgDisplayNames(row.Row));

    public static IEnumerable<TestCaseData> ThroughTheClient =>
    [
        Case("90 binds", new HostConfig { Binds = ["/:/host"] }, "host's files"),
        Case("90 mounts", new HostConfig { Mounts = [new Mount { Type = "bind", Source = "/", Target = "/host" }] }, "host's files"),
        Case("91 privileged", new HostConfig { Privileged = true }, "Privileged"),
        Case("91 capabilities", new HostConfig { CapAdd = ["ALL"] }, "CapAdd"),
        Case("91 devices", new HostConfig { Devices = [new DeviceMapping { PathOnHost = "/dev/kmsg" }] }, "devices"),
        Case("91 rules", new HostConfig { DeviceCgroupRules = ["a *:* rwm"] }, "devices"),
        Case("91 confinement", new HostConfig { SecurityOpt = ["apparmor=unconfined"] }, "confinement"),
        Case("92 pid", new HostConfig { PidMode = "host" }, "namespaces"),
        Case("92 network", new HostConfig { NetworkMode = "host" }, "own network"),
        Case("92 ipc", new HostConfig { IpcMode = "host" }, "namespaces"),
        Case("92 uts", new HostConfig { UTSMode = "host" }, "namespaces"),
        Case("92 user", new HostConfig { UsernsMode = "host" }, "namespaces"),
        Case("92 cgroup", new HostConfig { CgroupParent = "/" }, "namespaces"),
        Case("94 address", new HostConfig { PortBindings = new Dictionary<string, IList<PortBinding>> { ["80/tcp"] = [new PortBinding { HostIP = "0.0.0.0" }] } }, "127.0.0.1"),
        Case("96 restart", new HostConfig { RestartPolicy = new RestartPolicy { Name = RestartPolicyKind.Always } }, "come back"),
        Case("96 log", new HostConfig { LogConfig = new LogConfig { Type = "gelf" } }, "stays"),
        Case("96 shared memory", new HostConfig { ShmSize = 20L << 30 }, "shared memory"),
    ];

    [TestCaseSource(nameof(Creations))]
    public async Task A_container_that_reaches_for_the_host_is_refused_with_its_reason(string body, string reason)
    {
        await using var gate = await LiveGate.StartAsync();
        var answer = await gate.CreateAsync(body);
        Assert.That(answer, Does.StartWith("HTTP/1.1 403 "));
        Assert.That(Message(answer), Does.Contain(reason));
        Assert.That(gate.Refusals.Single().Reason, Is.EqualTo(Message(answer)));
        Assert.That(await gate.OnTheEngineAsync(), Is.Empty);
        Assert.That(gate.Events, Is.Empty);
    }

    [TestCaseSource(nameof(ThroughTheClient))]
    public async Task The_client_gets_the_reason_too(HostConfig host, string reason)
    {
        await using var gate = await LiveGate.StartAsync();
        var error = await Assert.ThrowsAsync<DockerApiException>(() => gate.Client.Containers.CreateContainerAsync(
            new CreateContainerParameters { Name = "web", Image = BaseImage.Name, HostConfig = host }));
        Assert.That(error!.ResponseBody, Does.Contain(reason));
        Assert.That(gate.Refusals, Has.Count.EqualTo(1));
        Assert.That(await gate.OnTheEngineAsync(), Is.Empty);
    }

    [TestCaseSource(nameof(Paths))]
    public async Task What_is_not_in_the_table_is_refused_with_its_reason(string method, string path, string reason)
    {
        await using var gate = await LiveGate.StartAsync();
        await gate.CreateAsync("""{"Image":"backendlabs/base:1"}""");
        var answer = await gate.RequestAsync(method, path);
        Assert.That(answer, Does.StartWith("HTTP/1.1 403 "));
        Assert.That(Message(answer), Does.Contain(reason));
        Assert.That(gate.Refusals, Has.Count.EqualTo(1));
        Assert.That(await gate.OnTheEngineAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_mistake_is_told_and_is_no_refusal()
    {
        await using var gate = await LiveGate.StartAsync();
        foreach (var body in new[] { "{}", """{"Image":"backendlabs/base:1","Cmd":"echo"}""", """{"Image":"backendlabs/base:1","Env":["A"]}""" })
            Assert.That(await gate.CreateAsync(body), Does.StartWith("HTTP/1.1 400 "));
        Assert.That(gate.Refusals, Is.Empty);
        Assert.That(await gate.OnTheEngineAsync(), Is.Empty);
    }

    [Test]
    public async Task A_run_that_asks_without_end_is_stopped()
    {
        await using var gate = await LiveGate.StartAsync(new DockerLimits(Requests: 3));
        for (var i = 0; i < 3; i++)
            Assert.That(await gate.RequestAsync("GET", "/_ping"), Does.StartWith("HTTP/1.1 200 "));
        Assert.That(await gate.RequestAsync("GET", "/_ping"), Does.StartWith("HTTP/1.1 429 "));
    }

    private static TestCaseData Case(string row, HostConfig host, string reason) => new TestCaseData(host, reason).SetArgDisplayNames(row);

    private static string Message(string answer) => JsonDocument.Parse(
        answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]).RootElement.GetProperty("message").GetString()!;
}
