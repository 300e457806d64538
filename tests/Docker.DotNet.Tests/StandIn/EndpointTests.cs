using System.Net;
using System.Net.Sockets;
using System.Text;
using Docker.DotNet.Models;

namespace Docker.DotNet.Tests.StandIn;

/// <summary>What goes over the line to an endpoint, seen by a listener that answers one request with a fixed text.</summary>
public sealed class EndpointTests
{
    [Test]
    public async Task The_requested_version_leads_every_path_and_the_given_headers_go_along()
    {
        using var listener = Listening(out var endpoint);
        using var configuration = new DockerClientConfiguration(endpoint, defaultHttpRequestHeaders: new Dictionary<string, string>(StringComparer.Ordinal) { ["X-Of-Ours"] = "yes" });
        using var client = configuration.CreateClient(new Version(1, 41));

        var answering = AnswerAsync(listener, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]");
        var containers = await client.Containers.ListContainersAsync(new ContainersListParameters { Limit = 3 });
        var request = await answering;

        Assert.That(containers, Is.Empty);
        Assert.That(request, Does.StartWith("GET /v1.41/containers/json?limit=3 HTTP/1.1\r\n").And.Contain("X-Of-Ours: yes\r\n"));
    }

    [Test]
    public async Task A_hijack_asks_for_an_upgrade_and_keeps_what_came_with_the_answer()
    {
        using var listener = Listening(out var endpoint);
        using var configuration = new DockerClientConfiguration(endpoint);
        using var client = configuration.CreateClient();

        var answering = AnswerAsync(listener, "HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.raw-stream\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\nearly");
        using var attached = await client.Containers.AttachContainerAsync("a", tty: true, new ContainerAttachParameters { Stream = true, Stdout = true });
        var (output, _) = await attached.ReadOutputToEndAsync(CancellationToken.None);
        var request = await answering;

        Assert.That(output, Is.EqualTo("early"));
        Assert.That(request, Does.StartWith("POST /containers/a/attach?stream=true&stdout=true HTTP/1.1\r\n").And.Contain("Connection: Upgrade\r\n").And.Contain("Upgrade: tcp\r\n"));
    }

    [Test]
    public async Task A_pull_carries_the_registrys_credentials_in_a_header()
    {
        using var listener = Listening(out var endpoint);
        using var configuration = new DockerClientConfiguration(endpoint);
        using var client = configuration.CreateClient();
        var credentials = new AuthConfig { Username = "reader", Password = "??>>" };

        var answering = AnswerAsync(listener, "HTTP/1.1 200 OK\r\nContent-Length: 41\r\n\r\n{\"status\":\"one\"}\r\n{\"status\":\"two\"}\r\n     ");
        var messages = new Live.Reports<JSONMessage>();
        await client.Images.CreateImageAsync(new ImagesCreateParameters { FromImage = "team/app", Tag = "1" }, credentials, messages);
        var request = await answering;

        Assert.That(messages.All.Select(message => message.Status), Is.EqualTo(new[] { "one", "two" }));
        Assert.That(request, Does.StartWith("POST /images/create?fromImage=team%2Fapp&tag=1 HTTP/1.1\r\n"));
        Assert.That(request, Does.Contain($"X-Registry-Auth: {Convert.ToBase64String("""{"username":"reader","password":"??\u003E\u003E"}"""u8).Replace('+', '-').Replace('/', '_')}\r\n"));
    }

    [Test]
    public void An_engine_that_is_silent_for_longer_than_the_time_out_is_given_up()
    {
        using var listener = Listening(out var endpoint);
        using var configuration = new DockerClientConfiguration(endpoint, defaultTimeout: TimeSpan.FromMilliseconds(100));
        using var client = configuration.CreateClient();

        Assert.That(async () => await client.System.PingAsync(), Throws.InstanceOf<TaskCanceledException>().With.Message.Contains("_ping").And.InnerException.InstanceOf<TimeoutException>());
    }

    [Test]
    public async Task A_refusal_that_is_not_json_is_shown_as_it_is()
    {
        using var listener = Listening(out var endpoint);
        using var configuration = new DockerClientConfiguration(endpoint);
        using var client = configuration.CreateClient();

        var answering = AnswerAsync(listener, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 9\r\n\r\nno engine");
        var refusal = Assert.ThrowsAsync<DockerApiException>(() => client.System.PingAsync())!;
        await answering;

        Assert.That(refusal.StatusCode, Is.EqualTo(HttpStatusCode.BadGateway));
        Assert.That(refusal.Message, Does.Contain("no engine"));
    }

    [Test]
    public void A_scheme_that_is_not_spoken_is_refused_with_those_that_are()
    {
        using var configuration = new DockerClientConfiguration(new Uri("npipe://./pipe/docker_engine"));

        Assert.That(() => configuration.CreateClient(), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("unix:///path"));
    }

    [Test]
    public void Without_an_endpoint_it_is_the_local_engine()
    {
        using var configuration = new DockerClientConfiguration();

        Assert.That(configuration.EndpointBaseUri, Is.EqualTo(new Uri("unix:///var/run/docker.sock")));
        Assert.That(configuration.DefaultTimeout, Is.EqualTo(TimeSpan.FromSeconds(100)));
    }

    [Test]
    public void An_engine_that_is_not_there_is_named()
    {
        using var configuration = new DockerClientConfiguration(new Uri("unix:///nowhere/docker.sock"));
        using var client = configuration.CreateClient();

        Assert.That(async () => await client.System.PingAsync(), Throws.InstanceOf<HttpRequestException>().With.Message.Contains("/nowhere/docker.sock"));
    }

    static TcpListener Listening(out Uri endpoint)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        endpoint = new Uri($"tcp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        return listener;
    }

    static async Task<string> AnswerAsync(TcpListener listener, string answer)
    {
        using var connection = await listener.AcceptTcpClientAsync();
        await using var stream = connection.GetStream();
        var request = new StringBuilder();
        var buffer = new byte[4096];
        while (!request.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
            request.Append(Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer)));
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
        return request.ToString();
    }
}
