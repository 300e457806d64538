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
    public void Any_bytes_are_a_request_a_refusal_or_the_end() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<byte[]>(),
                bytes => IsTame(() => new GateRequestReader(new MemoryStream(bytes)).ReadAsync(CancellationToken.None).GetAwaiter().GetResult()))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Test]
    public void Any_joined_pieces_are_a_request_a_refusal_or_the_end() =>
        Prop.ForAll(Joined, text => IsTame(() =>
            {
                var request = new GateRequestReader(new MemoryStream(Encoding.Latin1.GetBytes(text)))
                    .ReadAsync(CancellationToken.None).GetAwaiter().GetResult();
                EndpointTable.Find(request, s_policy);
            }))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

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
    public void A_huge_declared_length_takes_no_memory() => Assert.That(IsTame(() =>
        new GateRequestReader(new MemoryStream("POST / HTTP/1.1\r\nHost: d\r\nContent-Length: 262144\r\n\r\n"u8.ToArray()))
            .ReadAsync(CancellationToken.None).GetAwaiter().GetResult()), Is.True);

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

    private static bool IsTame(Action read)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            read();
        }
        catch (Exception error) when (error is RequestRefusedException or EndOfStreamException)
        {
            // As it should be.
        }

        return GC.GetAllocatedBytesForCurrentThread() - before < MostBytes;
    }
}
