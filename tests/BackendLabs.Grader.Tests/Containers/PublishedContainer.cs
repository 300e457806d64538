using System.Globalization;
using System.Net.Sockets;
using BackendLabs.DockerGate;
using Docker.DotNet.Models;

namespace BackendLabs.Grader.Tests.Containers;

/// <summary>Containers with ports, made through the client as a snippet makes them.</summary>
internal static class PublishedContainer
{
    public static Task<CreateContainerResponse> CreateAsync(
        LiveGate gate, string name, string script, Action<CreateContainerParameters>? change = null, params string[] ports)
    {
        var parameters = new CreateContainerParameters
        {
            Name = name,
            Image = BaseImage.Name,
            Cmd = ["sh", "-c", script],
            HostConfig = new HostConfig
            {
                PortBindings = ports.ToDictionary(port => port, _ => (IList<PortBinding>)[new PortBinding()], StringComparer.Ordinal),
            },
        };
        change?.Invoke(parameters);
        return gate.Client.Containers.CreateContainerAsync(parameters);
    }

    /// <returns>The loopback port of the first of its ports.</returns>
    public static async Task<int> StartAsync(LiveGate gate, string name, string script, params string[] ports)
    {
        await CreateAsync(gate, name, script, change: null, ports);
        await gate.Client.Containers.StartContainerAsync(name, new ContainerStartParameters());
        return await PortAsync(gate, name, ports[0]);
    }

    public static async Task<int> PortAsync(LiveGate gate, string name, string port)
    {
        var seen = await gate.Client.Containers.InspectContainerAsync(name);
        return int.Parse(seen.NetworkSettings.Ports[port].Single().HostPort, CultureInfo.InvariantCulture);
    }

    /// <summary>All that a container prints until it ends.</summary>
    public static async Task<string> OutputAsync(LiveGate gate, string name)
    {
        await gate.Client.Containers.WaitContainerAsync(name);
        using var logs = await gate.Client.Containers.GetContainerLogsAsync(
            name, tty: false, new ContainerLogsParameters { ShowStdout = true, ShowStderr = true });
        var (output, errors) = await logs.ReadOutputToEndAsync(CancellationToken.None);
        return output + errors;
    }

    /// <summary>The page of a server that may still be starting.</summary>
    public static async Task<string> PageAsync(int port)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        while (true)
        {
            try
            {
                return await http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/index.html"), limit.Token);
            }
            catch (HttpRequestException)
            {
                await Task.Delay(20, limit.Token);
            }
        }
    }

    public static async Task<NetworkStream> ConnectAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", port);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
