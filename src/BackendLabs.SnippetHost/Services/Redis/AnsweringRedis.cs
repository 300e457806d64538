using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BackendLabs.SnippetHost.Services.Redis;

/// <summary>
/// A server that answers what the client library says when it connects, and nothing else sensibly: it keeps nothing and
/// leads nowhere.
/// </summary>
internal sealed class AnsweringRedis : IDisposable
{
    private const string About = "# Server\r\nredis_version:7.0.0\r\nredis_mode:standalone\r\n# Replication\r\nrole:master\r\n";

    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"redis-{Guid.NewGuid():n}");

    private volatile bool _isOver;

    public AnsweringRedis()
    {
        Address = new UnixDomainSocketEndPoint(_path);
        _listener.Bind(Address);
        _listener.Listen();
        OnThread(Accept);
    }

    public EndPoint Address { get; }

    // Whoever waits in a call that is ended under it gets an exception, and a process's first takes milliseconds.
    public void Dispose()
    {
        _isOver = true;
        using var last = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        last.Connect(Address);
        File.Delete(_path);
    }

    private void Accept()
    {
        using (_listener)
        {
            while (true)
            {
                var client = _listener.Accept();
                if (_isOver)
                {
                    client.Dispose();
                    return;
                }

                OnThread(() => Answer(client));
            }
        }
    }

    private static void Answer(Socket client)
    {
        try
        {
            using var stream = new BufferedStream(new NetworkStream(client, ownsSocket: true));
            while (Line(stream) is { Length: > 0 } head)
            {
                var words = new string[Number(head)];
                for (var index = 0; index < words.Length; index++)
                    words[index] = Word(stream);
                client.Send(Encoding.Latin1.GetBytes(To(words)));
            }
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException)
        {
            // The client has gone.
        }
    }

    // *COUNT, then $LENGTH and a word for each (https://redis.io/docs/latest/develop/reference/protocol-spec/).
    private static string Word(Stream stream)
    {
        var bytes = new byte[Number(Line(stream))];
        stream.ReadExactly(bytes);
        Line(stream);
        return Encoding.Latin1.GetString(bytes);
    }

    private static int Number(string line) => int.Parse(line.AsSpan(1), CultureInfo.InvariantCulture);

    private static string Line(Stream stream)
    {
        var line = new StringBuilder();
        for (int next; (next = stream.ReadByte()) is not (-1 or '\n');)
        {
            if (next != '\r')
                line.Append((char)next);
        }

        return line.ToString();
    }

    private static string To(string[] words) => words[0].ToUpperInvariant() switch
    {
        "PING" => "+PONG\r\n",
        "ECHO" => Bulk(words[1]),
        "GET" => "$-1\r\n",
        "INFO" => Bulk(About),
        "CONFIG" => "*0\r\n",
        "CLUSTER" => "-ERR This instance has cluster support disabled\r\n",
        "HELLO" => "-NOPROTO unsupported protocol version\r\n",
        "SENTINEL" => "-ERR unknown command\r\n",
        "CLIENT" when words[1] == "ID" => ":1\r\n",
        "SUBSCRIBE" => $"*3\r\n{Bulk("subscribe")}{Bulk(words[1])}:1\r\n",
        _ => "+OK\r\n",
    };

    private static string Bulk(string text) => $"${text.Length}\r\n{text}\r\n";

    private static void OnThread(Action work) => new Thread(() => work()) { IsBackground = true }.Start();
}
