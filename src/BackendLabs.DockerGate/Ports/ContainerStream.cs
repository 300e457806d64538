using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace BackendLabs.DockerGate.Ports;

/// <summary>
/// A connection to a port inside of a container's network, carried by the Engine: a command in the namespace's holder
/// connects, and its input and output are the two directions (Engine API, "Start an exec instance").
/// </summary>
internal sealed class ContainerStream : IAsyncDisposable
{
    private const int LongestHead = 8 * 1024;
    private const int FrameHead = 8;
    private const byte Output = 1;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly Stream _engine;

    private ContainerStream(Stream engine) => _engine = engine;

    /// <exception cref="EngineGoneException">The Engine does not answer, or runs nothing there any more.</exception>
    public static async Task<ContainerStream> OpenAsync(DockerEngine engine, string holder, int port, CancellationToken cancellationToken)
    {
        var made = await engine.Client.SendAsync(
            HttpMethod.Post, $"containers/{holder}/exec", EngineClient.Json(Command(port)), Limit, cancellationToken);
        if (made.Status != 201)
            throw new EngineGoneException($"The Docker Engine opens no port: {made.Status} {made.Message()}");
        var stream = await engine.ConnectAsync(cancellationToken);
        try
        {
            await stream.WriteAsync(Start(engine.ApiVersion, made.Json()["Id"]!.GetValue<string>()), cancellationToken);
            var head = await HeadAsync(stream, cancellationToken);
            return head.StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal) || head.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal)
                ? new ContainerStream(stream)
                : throw new EngineGoneException($"The Docker Engine opens no port: {head.Split('\r')[0]}");
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends what comes, and the end of it when it ends.</summary>
    public async Task SendAsync(Stream source, CancellationToken cancellationToken)
    {
        await source.CopyToAsync(_engine, cancellationToken);
        if (_engine is NetworkStream network)
            network.Socket.Shutdown(SocketShutdown.Send);
    }

    /// <summary>Passes on what the container sends until it closes.</summary>
    public async Task ReceiveAsync(Stream target, CancellationToken cancellationToken)
    {
        var head = new byte[FrameHead];
        var buffer = new byte[16 * 1024];
        while (await _engine.ReadAtLeastAsync(head, FrameHead, throwOnEndOfStream: false, cancellationToken) == FrameHead)
        {
            for (var left = BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(4)); left > 0;)
            {
                var got = await _engine.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, (uint)buffer.Length)), cancellationToken);
                if (got == 0)
                    return;
                left -= (uint)got;
                if (head[0] == Output)
                    await target.WriteAsync(buffer.AsMemory(0, got), cancellationToken);
            }
        }
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private static JsonObject Command(int port) => new()
    {
        ["Cmd"] = new JsonArray("nc", PortNamespace.Address, port.ToString(CultureInfo.InvariantCulture)),
        ["User"] = "65534:65534",
        ["AttachStdin"] = true,
        ["AttachStdout"] = true,
        ["AttachStderr"] = true,
    };

    private static byte[] Start(string apiVersion, string id)
    {
        const string Body = """{"Detach":false,"Tty":false}""";
        return Encoding.ASCII.GetBytes(
            $"POST /v{apiVersion}/exec/{id}/start HTTP/1.1\r\nHost: docker\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body}");
    }

    /// <summary>Byte by byte: what follows the head belongs to the container already.</summary>
    private static async Task<string> HeadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new StringBuilder();
        var next = new byte[1];
        while (head.Length < LongestHead && await stream.ReadAsync(next, cancellationToken) == 1)
        {
            head.Append((char)next[0]);
            if (next[0] == '\n' && head.Length >= 4 && head.ToString(head.Length - 4, 4) == "\r\n\r\n")
                return head.ToString();
        }

        throw new EngineGoneException("The Docker Engine opens no port: its answer has no end.");
    }
}
