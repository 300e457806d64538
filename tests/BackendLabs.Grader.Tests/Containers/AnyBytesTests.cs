using System.Text;
using BackendLabs.DockerGate;
using BackendLabs.DockerGate.Creation;
using BackendLabs.DockerGate.Endpoints;
using BackendLabs.DockerGate.Http;
using FsCheck;
using FsCheck.Fluent;

namespace BackendLabs.Grader.Tests.Containers;

/// <summary>Whatever comes, it is a request, a refusal, or the end: nothing else is thrown, and little memory is taken.</summary>
public sealed class AnyBytesTests
{
    private const long MostBytes = 4 * 1024 * 1024;
    private static readonly EngineGatePolicy s_policy =
        new("r1", "tests", "tests/docker", DockerRole.Student, [BaseImage.Name], new DockerLimits());

    // Pieces of real requests, so that arbitrary joins reach deeper than arbitrary bytes do.
    private static readonly string[] s_pieces =
    [
        "GET ", "POST ", "/", "containers", "create", "json", "..", "%2e", "%", "?", "&", "=", " HTTP/1.1", "\r\n", "\r", "\n", "\r\n\r\n",
        "Host: docker", "Content-Length: ", "2", "99999", "Transfer-Encoding: chunked", "fffff", "0", ";", "{}", "{", "}", "\"Image\"", ":",
        "\"backendlabs/base:1\"", "\"HostConfig\":", "\"Binds\":[\"/:/x\"]", "null", "[", "]", "\"\\ud800\"", "1e999", ",", "\0", "é", " ",
    ];

    [Test]
    public void Any_target_is_an_endpoint_or_a_refusal() =>
        Prop.ForAll(Joined, text => IsTame(() => EndpointTable.Find(new GateRequest("POST", RequestTarget.Parse(text), Body: default), s_policy)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Test]
    public async Task Any_bytes_are_a_request_a_refusal_or_the_end()
    {
        await using var gate = new GateReading();
        foreach (var bytes in ArbMap.Default.ArbFor<byte[]>().Generator.Sample(100, 200))
            await IsTameAsync(gate, Encoding.Latin1.GetString(bytes));
    }

    [Test]
    public async Task Any_joined_pieces_are_a_request_a_refusal_or_the_end()
    {
        await using var gate = new GateReading();
        foreach (var text in Joined.Generator.Sample(60, 500))
            await IsTameAsync(gate, text);
    }

    [Test]
    public void Any_body_is_a_container_or_a_refusal() =>
        Prop.ForAll(Joined, text => IsTame(() => ContainerSpecReader.Read(Encoding.UTF8.GetBytes("{" + text + "}"), s_policy)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [TestCase("""{"Image":"\ud800"}""")]
    [TestCase("""{"\ud800":1}""")]
    [TestCase("""{"Labels":{"\ud800":"a"}}""")]
    [TestCase("""{"Image":1e999}""")]
    [TestCase("""{"HostConfig":[]}""")]
    [TestCase("""{"HostConfig":{"Memory":1e99}}""")]
    [TestCase("""{"HostConfig":{"PortBindings":{"80/tcp":{}}}}""")]
    [TestCase("[[[[[[[[[[[[[[[[[[[[[[[[")]
    [TestCase("\uFEFF{}")]
    [TestCase("")]
    public void A_strange_body_is_refused(string body) => Assert.That(
        () => ContainerSpecReader.Read(Encoding.UTF8.GetBytes(body), s_policy), Throws.TypeOf<RequestRefusedException>());

    [Test]
    public async Task A_gate_that_was_sent_rubbish_serves_the_next_client()
    {
        await using var gate = await LiveGate.StartAsync();
        var random = new System.Random(7);
        for (var i = 0; i < 50; i++)
        {
            var bytes = new byte[random.Next(1, 2000)];
            random.NextBytes(bytes);
            await gate.SendAsync(Encoding.Latin1.GetString(bytes) + "\r\n\r\n");
        }

        Assert.That(await gate.RequestAsync("GET", "/_ping"), Does.StartWith("HTTP/1.1 200 "));
        Assert.That(gate.Gate.EngineFailed, Is.Null);
    }

    private static Arbitrary<string> Joined =>
        Gen.Elements(s_pieces).ListOf().Select(pieces => string.Concat(pieces)).ToArbitrary();

    /// <summary>Sends them and goes away; the gate serves the next client.</summary>
    private static async Task IsTameAsync(GateReading gate, string raw)
    {
        using (var socket = await RawHttp.ConnectAsync(gate.SocketPath))
            await socket.SendAsync(Encoding.Latin1.GetBytes(raw));
        Assert.That(await gate.SendAsync("GET /_ping HTTP/1.1\r\nHost: docker\r\n\r\n"), Does.StartWith("HTTP/1.1 204 "), raw);
        Assert.That(gate.Failed, Is.Null, raw);
    }

    private static bool IsTame(Action read)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            read();
        }
        catch (RequestRefusedException)
        {
            // As it should be.
        }

        return GC.GetAllocatedBytesForCurrentThread() - before < MostBytes;
    }
}
