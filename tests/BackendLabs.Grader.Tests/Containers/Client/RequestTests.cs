using System.Net.Sockets;
using System.Text;
using BackendLabs.DockerGate.Http;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace BackendLabs.Grader.Tests.Containers.Client;

/// <summary>The package's own bytes, taken from the socket and given to the gate's reader.</summary>
public sealed class RequestTests
{
    [Test]
    public async Task Header_lines_end_with_a_line_feed_and_the_head_with_both()
    {
        var raw = await WrittenAsync(client => client.System.PingAsync());
        Assert.That(raw, Does.StartWith("GET /_ping HTTP/1.1\r\n").And.EndsWith("\n\r\n"));
        Assert.That(raw.Replace("\r\n", "", StringComparison.Ordinal), Does.Contain("\n"), "This release would need no leniency.");
    }

    [Test]
    public async Task A_creation_is_read_with_its_body()
    {
        var raw = await WrittenAsync(client => client.Containers.CreateContainerAsync(new CreateContainerParameters
        {
            Name = "web",
            Image = "backendlabs/base:1",
            Cmd = ["echo", "größer"],
            HostConfig = new HostConfig { PublishAllPorts = true, RestartPolicy = new RestartPolicy { Name = RestartPolicyKind.No } },
        }));
        var request = await ReadAsync(raw);
        Assert.That(string.Join('/', request.Target.Segments), Is.EqualTo("containers/create"));
        Assert.That(request.Target.Query, Is.EqualTo(new Dictionary<string, string> { ["name"] = "web" }));
        Assert.That(Encoding.UTF8.GetString(request.Body.Span), Does.Contain("größer"));
        Assert.That(StrictObject.Parse(request.Body).Text("Image"), Is.EqualTo("backendlabs/base:1"));
    }

    [Test]
    public async Task Flags_and_filters_of_the_query_are_read()
    {
        var raw = await WrittenAsync(client => client.Containers.ListContainersAsync(new ContainersListParameters
        {
            All = true,
            Filters = new Dictionary<string, IDictionary<string, bool>> { ["name"] = new Dictionary<string, bool> { ["web"] = true } },
        }));
        var query = new QueryReader((await ReadAsync(raw)).Target.Query);
        Assert.That(query.Flag("all"), Is.True);
        Assert.That(query.Text("filters"), Is.EqualTo("""{"name":{"web":true}}"""));
    }

    private static async Task<GateRequest> ReadAsync(string raw)
    {
        await using var gate = new GateReading();
        Assert.That(await gate.SendAsync(raw), Does.StartWith("HTTP/1.1 204 "));
        return gate.Requests.Single();
    }

    /// <summary>What one call writes, up to the end of its request; nobody answers it.</summary>
    private static async Task<string> WrittenAsync(Func<DockerClient, Task> call)
    {
        var folder = Directory.CreateTempSubdirectory("bl-client-").FullName;
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            listener.Bind(new UnixDomainSocketEndPoint(Path.Combine(folder, "d.sock")));
            listener.Listen();
            using var configuration = new DockerClientConfiguration(new Uri("unix://" + Path.Combine(folder, "d.sock")));
            using var client = configuration.CreateClient();
            var calling = call(client);
            using var socket = await listener.AcceptAsync(limit.Token);
            var raw = new StringBuilder();
            var buffer = new byte[16 * 1024];
            while (!IsWhole(raw.ToString()))
                raw.Append(Encoding.Latin1.GetString(buffer, 0, await socket.ReceiveAsync(buffer, limit.Token)));
            socket.Dispose();
            Assert.That(async () => await calling, Throws.Exception, "Nobody answered.");
            return raw.ToString();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool IsWhole(string raw) =>
        raw.IndexOf("\n\r\n", StringComparison.Ordinal) is var head and > 0
        && (!raw.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase) || raw.EndsWith("0\r\n\r\n", StringComparison.Ordinal))
        && (!raw.Contains("Content-Length: ", StringComparison.OrdinalIgnoreCase) || raw.Length > head + 3);
}
