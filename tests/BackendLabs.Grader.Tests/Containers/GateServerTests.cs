using System.Diagnostics;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;
using BackendLabs.DockerGate;
using BackendLabs.DockerGate.Http;
using Docker.DotNet.Models;

namespace BackendLabs.Grader.Tests.Containers;

/// <summary>What the gate asks of Kestrel beyond reading: limits, an end at once, and no other source of settings.</summary>
public sealed class GateServerTests
{
    private const string Ping = "GET /_ping HTTP/1.1\r\nHost: docker\r\n\r\n";
    private static readonly TimeSpan s_short = TimeSpan.FromSeconds(2);

    [Test]
    public async Task Http_2_is_not_spoken()
    {
        await using var gate = new GateReading();
        var answer = await gate.SendAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0");
        Assert.That(answer, Does.Not.Contain("HTTP/1.1 2"));
        Assert.That(gate.Requests, Is.Empty);
        Assert.That(gate.Refusals.Single().Reason, Is.EqualTo("Speak HTTP/1.1."));
    }

    [Test]
    public async Task The_end_of_a_gate_leaves_what_its_path_leads_to_by_then()
    {
        var gate = new GateReading();
        // As where a descriptor's number has gone to the folder of another world.
        var mine = Directory.GetParent(gate.SocketPath)!.FullName;
        Directory.Move(mine, mine + "-moved");
        Directory.CreateDirectory(mine);
        await File.WriteAllTextAsync(gate.SocketPath, "another world's");
        string? left = null;
        gate.Ended = () => left = File.Exists(gate.SocketPath) ? File.ReadAllText(gate.SocketPath) : null;
        await gate.DisposeAsync();
        Directory.Delete(mine + "-moved", recursive: true);

        Assert.That(left, Is.EqualTo("another world's"));
    }

    [TestCase("GET /_ping HTTP/1.1\r\nHost: do")]
    [TestCase("POST /x HTTP/1.1\r\nHost: docker\r\nContent-Length: 200\r\n\r\n{")]
    [TestCase("POST /x HTTP/1.1\r\nHost: docker\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\n")]
    public async Task A_request_that_does_not_come_whole_is_refused_in_time(string raw)
    {
        await using var gate = new GateReading(new DockerLimits { RequestTime = s_short });
        var started = Stopwatch.GetTimestamp();
        Assert.That(await gate.SendAsync(raw), Does.StartWith("HTTP/1.1 408 "));
        Assert.That(Stopwatch.GetElapsedTime(started), Is.LessThan(TimeSpan.FromSeconds(8)));
        Assert.That(gate.Requests, Is.Empty);
        Assert.That(gate.Refusals.Single().Reason, Does.Contain("in time"));
    }

    [Test]
    public async Task A_silent_client_is_served_when_it_asks()
    {
        await using var gate = new GateReading(new DockerLimits { RequestTime = s_short });
        using var socket = await RawHttp.ConnectAsync(gate.SocketPath);
        await Task.Delay(s_short + s_short);
        await socket.SendAsync(Encoding.ASCII.GetBytes(Ping));
        Assert.That(await RawHttp.ReadAsync(socket), Does.StartWith("HTTP/1.1 204 "));
    }

    [TestCase("GET /_ping HTTP/1.1\r\nHost: do")]
    [TestCase("GET /_pi")]
    [TestCase("POST /x HTTP/1.1\r\nHost: docker\r\nContent-Length: 262144\r\n\r\n{")]
    [TestCase("POST /x HTTP/1.1\r\nHost: docker\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{")]
    public async Task A_client_that_goes_away_inside_a_request_is_no_refusal(string raw)
    {
        await using (var gate = new GateReading())
        {
            using (var socket = await RawHttp.ConnectAsync(gate.SocketPath))
            {
                await socket.SendAsync(Encoding.ASCII.GetBytes(raw));
                await Task.Delay(100);
            }

            Assert.That(await gate.SendAsync(Ping), Does.StartWith("HTTP/1.1 204 "));
            await Task.Delay(100);
            Assert.That(gate.Requests, Has.Count.EqualTo(1));
            Assert.That(gate.Refusals, Is.Empty);
            Assert.That(gate.Failed, Is.Null);
        }
    }

    [Test]
    public async Task A_chunk_extension_counts_as_body()
    {
        await using var gate = new GateReading();
        var answer = await gate.SendAsync(
            "POST /x HTTP/1.1\r\nHost: docker\r\nTransfer-Encoding: chunked\r\n\r\n2;" + new string('a', 300_000) + "\r\n{}\r\n0\r\n\r\n");
        Assert.That(answer, Does.StartWith("HTTP/1.1 413 "));
        Assert.That(gate.Requests, Is.Empty);
    }

    [Test]
    public async Task The_name_that_kestrel_gives_a_second_length_may_be_taken()
    {
        await using var gate = new GateReading();
        await gate.SendAsync("POST /x HTTP/1.1\r\nHost: docker\r\nX-Content-Length: 2\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + Ping);
        Assert.That(gate.Requests, Is.Empty);
        Assert.That(gate.Failed, Is.Null);
    }

    [Test]
    public async Task The_environment_has_no_effect()
    {
        var port = FreePort();
        var variables = new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}",
            ["DOTNET_URLS"] = $"http://127.0.0.1:{port}",
            ["ASPNETCORE_HTTP_PORTS"] = $"{port}",
            ["Kestrel__Endpoints__Other__Url"] = $"http://127.0.0.1:{port}",
            ["Kestrel__Limits__MaxRequestBodySize"] = "100000000",
            ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = "Nothing.Of.This.Name",
        };
        foreach (var (name, value) in variables)
            Environment.SetEnvironmentVariable(name, value);
        try
        {
            await using var gate = new GateReading();
            Assert.That(await gate.SendAsync(Ping), Does.StartWith("HTTP/1.1 204 "));
            Assert.That(
                await gate.SendAsync("POST /x HTTP/1.1\r\nHost: docker\r\nContent-Length: 300000\r\n\r\n"), Does.StartWith("HTTP/1.1 413 "));
            Assert.That(
                IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(listener => listener.Port), Does.Not.Contain(port));
        }
        finally
        {
            foreach (var name in variables.Keys)
                Environment.SetEnvironmentVariable(name, value: null);
        }
    }

    [Test]
    public async Task The_socket_is_open_to_all_who_can_enter_its_folder()
    {
        await using var gate = new GateReading();
        const UnixFileMode All = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite
            | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        Assert.That(File.GetUnixFileMode(gate.SocketPath), Is.EqualTo(All));
    }

    [Test]
    public void A_place_that_is_taken_or_too_long_is_an_error()
    {
        var folder = Directory.CreateTempSubdirectory("bl-place-").FullName;
        try
        {
            var ledger = new GateLedger(_ => { }, _ => { }, TimeProvider.System);
            var taken = Path.Combine(folder, "d.sock");
            File.WriteAllText(taken, "");
            var tooLong = Path.Combine(folder, new string('d', 108 - folder.Length - 1));
            Assert.That(() => GateServer.Listen(taken, new DockerLimits(), application: null!, ledger), Throws.InstanceOf<IOException>());
            Assert.That(() => GateServer.Listen(tooLong, new DockerLimits(), application: null!, ledger), Throws.InstanceOf<ArgumentException>());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task Every_header_is_ours()
    {
        await using var gate = await LiveGate.StartAsync();
        string[] ours = ["Content-Length", "Content-Type", "Server", "Api-Version", "Ostype"];
        Assert.That(Names(await gate.RequestAsync("GET", "/_ping")), Is.EquivalentTo(ours));
        Assert.That(Names(await gate.RequestAsync("GET", "/info")), Is.EquivalentTo(ours));
        Assert.That(await gate.RequestAsync("GET", "/_ping"), Does.Contain("\r\nServer: Docker\r\n").And.Contain("\r\nOstype: linux\r\n"));
    }

    [Test]
    public async Task A_head_alone_is_answered_with_a_head_alone()
    {
        await using var gate = await LiveGate.StartAsync();
        var answer = await gate.SendAsync("HEAD /_ping HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n", answers: int.MaxValue);
        Assert.That(answer, Does.StartWith("HTTP/1.1 200 ").And.Contain("Content-Length: 2\r\n").And.EndsWith("\r\n\r\n"));
    }

    [Test]
    public async Task A_connection_above_the_limit_is_told_so_and_one_far_above_it_is_closed()
    {
        await using var gate = await LiveGate.StartAsync(new DockerLimits(Connections: 2));
        var open = new List<Socket>();
        try
        {
            for (var i = 0; i < 2; i++)
            {
                open.Add(await RawHttp.ConnectAsync(gate.SocketPath));
                await open[i].SendAsync(Encoding.ASCII.GetBytes(Ping));
                Assert.That(await RawHttp.ReadAsync(open[i]), Does.StartWith("HTTP/1.1 200 "));
            }

            Assert.That(await gate.SendAsync(Ping + Ping, answers: 2), Does.StartWith("HTTP/1.1 429 ").And.Contain("There are 2 connections already"));
            open.Add(await RawHttp.ConnectAsync(gate.SocketPath));
            open.Add(await RawHttp.ConnectAsync(gate.SocketPath));
            await Task.Delay(200);
            Assert.That(await gate.SendAsync(Ping), Is.Empty);
        }
        finally
        {
            open.ForEach(socket => socket.Dispose());
        }

        await Task.Delay(200);
        Assert.That(await gate.SendAsync(Ping), Does.StartWith("HTTP/1.1 200 "));
        Assert.That(gate.Gate.EngineFailed, Is.Null);
    }

    [Test]
    public async Task The_end_of_a_gate_ends_every_connection_at_once()
    {
        await using var live = await LiveGate.StartAsync();
        await live.Client.Containers.CreateContainerAsync(new CreateContainerParameters { Name = "web", Image = BaseImage.Name, Cmd = ["sleep", "60"] });
        await live.Client.Containers.StartContainerAsync("web", new ContainerStartParameters());
        var path = live.SocketPath + "2";
        var gate = EngineGate.Listen(path, live.Engine, live.Policy, _ => { }, live.Refusals.Enqueue, TimeProvider.System);
        using var idle = await RawHttp.ConnectAsync(path);
        using var unfinished = await RawHttp.ConnectAsync(path);
        using var waiting = await RawHttp.ConnectAsync(path);
        await idle.SendAsync(Encoding.ASCII.GetBytes(Ping));
        Assert.That(await RawHttp.ReadAsync(idle), Does.StartWith("HTTP/1.1 200 "));
        await unfinished.SendAsync("POST /containers/create HTTP/1.1\r\nHost: docker\r\nContent-Length: 200\r\n\r\n{"u8.ToArray());
        await waiting.SendAsync("POST /containers/web/wait HTTP/1.1\r\nHost: docker\r\n\r\n"u8.ToArray());
        await Task.Delay(200);

        var started = Stopwatch.GetTimestamp();
        await gate.DisposeAsync();
        Assert.That(Stopwatch.GetElapsedTime(started), Is.LessThan(TimeSpan.FromMilliseconds(900)));
        foreach (var socket in new[] { idle, unfinished, waiting })
            Assert.That(await RawHttp.ReadAsync(socket), Is.Empty);
        Assert.That(gate.EngineFailed, Is.Null);
        Assert.That(live.Refusals, Is.Empty);
    }

    [Test]
    public async Task Logs_beyond_the_limit_are_cut_where_the_client_can_see_it()
    {
        await using var gate = await LiveGate.StartAsync(new DockerLimits(LogBytes: 100 * 1024));
        await gate.Client.Containers.CreateContainerAsync(new CreateContainerParameters
        {
            Name = "talker",
            Image = BaseImage.Name,
            Cmd = ["sh", "-c", "head -c 300000 /dev/zero | tr '\\0' x | fold -w 1000"],
        });
        await gate.Client.Containers.StartContainerAsync("talker", new ContainerStartParameters());
        await gate.Client.Containers.WaitContainerAsync("talker");
        using var socket = await RawHttp.ConnectAsync(gate.SocketPath);
        await socket.SendAsync("GET /containers/talker/logs?stdout=1 HTTP/1.1\r\nHost: docker\r\n\r\n"u8.ToArray());
        var answer = await RawHttp.ReadAsync(socket, answers: int.MaxValue);
        Assert.That(answer.Length, Is.InRange(80 * 1024, 110 * 1024));
        Assert.That(answer, Does.Not.EndWith("0\r\n\r\n"));
        Assert.That(gate.Refusals.Single().Reason, Does.Contain("longer than 100 KB"));
        Assert.That(gate.Events.Last().Operation, Is.EqualTo("logs"));
    }

    private static IEnumerable<string> Names(string answer) =>
        answer[..answer.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n").Skip(1).Select(line => line.Split(':')[0]);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
