using System.Net.Sockets;
using System.Text;
using Docker.DotNet.Models;

namespace BackendLabs.Grader.Tests.Containers;

/// <summary>The way from a loopback port into a container, on live servers.</summary>
public sealed class PortRelayTests
{
    private const string Server = "exec httpd -f -p 80 -h /www";

    [Test]
    public async Task An_end_that_the_client_sends_arrives_and_the_answer_still_comes()
    {
        await using var gate = await LiveGate.StartAsync();
        // The first connection is the question whether it listens; wc answers only when its input has ended.
        var port = await PublishedContainer.StartAsync(gate, "counter", "while true; do nc -l -p 80 -e wc -c; done", "80/tcp");
        Assert.That(await TalkUntilAnsweredAsync(port, new byte[300_000]), Is.EqualTo("300000\n"));
    }

    [Test]
    public async Task A_long_answer_comes_whole_and_then_the_end()
    {
        await using var gate = await LiveGate.StartAsync();
        var port = await PublishedContainer.StartAsync(gate, "source", "while true; do nc -l -p 80 -e head -c 3000000 /dev/zero; done", "80/tcp");
        Assert.That((await TalkUntilAnsweredAsync(port, [])).Length, Is.EqualTo(3_000_000));
    }

    [Test]
    public async Task More_connections_than_places_are_all_served()
    {
        await using var gate = await LiveGate.StartAsync();
        var port = await PublishedContainer.StartAsync(gate, "web", Server, "80/tcp");
        await PublishedContainer.PageAsync(port);
        var pages = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => PublishedContainer.PageAsync(port)));
        Assert.That(pages, Is.All.Contains("It works"));
    }

    [Test]
    public async Task A_server_on_the_containers_own_loopback_stays_there()
    {
        await using var gate = await LiveGate.StartAsync();
        const string Script = "httpd -p 127.0.0.1:80 -h /www; exec httpd -f -p 81 -h /www";
        var inner = await PublishedContainer.StartAsync(gate, "web", Script, "80/tcp", "81/tcp");
        await PublishedContainer.PageAsync(await PublishedContainer.PortAsync(gate, "web", "81/tcp"));
        Assert.That(await TalkAsync(inner, "GET /index.html HTTP/1.0\r\n\r\n"u8.ToArray()), Is.Empty);
    }

    [Test]
    public async Task A_container_that_starts_again_answers_at_the_same_port()
    {
        await using var gate = await LiveGate.StartAsync();
        var port = await PublishedContainer.StartAsync(gate, "web", Server, "80/tcp");
        await PublishedContainer.PageAsync(port);
        await gate.Client.Containers.StopContainerAsync("web", new ContainerStopParameters { WaitBeforeKillSeconds = 1 });
        var stopped = await gate.Client.Containers.InspectContainerAsync("web");
        Assert.That(stopped.NetworkSettings.Ports, Is.Empty);
        Assert.That(await TalkAsync(port, "GET / HTTP/1.0\r\n\r\n"u8.ToArray()), Is.Empty);

        await gate.Client.Containers.StartContainerAsync("web", new ContainerStartParameters());
        Assert.That(await PublishedContainer.PortAsync(gate, "web", "80/tcp"), Is.EqualTo(port));
        Assert.That(await PublishedContainer.PageAsync(port), Does.Contain("It works"));
        await gate.Client.Containers.RestartContainerAsync("web", new ContainerRestartParameters { WaitBeforeKillSeconds = 1 });
        Assert.That(await PublishedContainer.PageAsync(port), Does.Contain("It works"));
    }

    [Test]
    public async Task The_end_of_a_run_ends_connections_and_ports()
    {
        await using var gate = await LiveGate.StartAsync();
        var port = await PublishedContainer.StartAsync(gate, "web", Server, "80/tcp");
        await PublishedContainer.PageAsync(port);
        await using var open = await PublishedContainer.ConnectAsync(port);
        await open.WriteAsync("GET /index.html HTTP/1.1\r\n"u8.ToArray());

        await gate.Gate.RemoveAllAsync(CancellationToken.None);

        Assert.That(await ReadAsync(open), Is.Empty);
        Assert.That(async () => await PublishedContainer.ConnectAsync(port), Throws.InstanceOf<SocketException>());
    }

    [Test]
    public async Task A_removed_containers_port_is_closed()
    {
        await using var gate = await LiveGate.StartAsync();
        var port = await PublishedContainer.StartAsync(gate, "web", Server, "80/tcp");
        await gate.Client.Containers.RemoveContainerAsync("web", new ContainerRemoveParameters { Force = true });
        Assert.That(async () => await PublishedContainer.ConnectAsync(port), Throws.InstanceOf<SocketException>());
    }

    /// <summary>Sends, ends its side, and reads to the end; again where the server did not listen yet.</summary>
    private static async Task<string> TalkUntilAnsweredAsync(int port, byte[] question)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            if (await TalkAsync(port, question) is { Length: > 0 } answer)
                return answer;
            await Task.Delay(20, limit.Token);
        }
    }

    private static async Task<string> TalkAsync(int port, byte[] question)
    {
        await using var stream = await PublishedContainer.ConnectAsync(port);
        try
        {
            await stream.WriteAsync(question);
            stream.Socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            return "";
        }

        return await ReadAsync(stream);
    }

    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        using var all = new MemoryStream();
        try
        {
            await stream.CopyToAsync(all);
        }
        catch (IOException)
        {
            // Reset: what came before counts.
        }

        return Encoding.Latin1.GetString(all.ToArray());
    }
}
