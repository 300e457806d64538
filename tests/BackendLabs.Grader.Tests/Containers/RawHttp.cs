using System.Net.Sockets;
using System.Text;

namespace BackendLabs.Grader.Tests.Containers;

/// <summary>A client that writes any bytes.</summary>
internal static class RawHttp
{
    public static async Task<Socket> ConnectAsync(string socketPath)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath));
        return socket;
    }

    /// <summary>Sends these bytes and reads until the server closes, or has answered <paramref name="answers"/> times.</summary>
    public static async Task<string> SendAsync(string socketPath, string raw, int answers = 1)
    {
        using var socket = await ConnectAsync(socketPath);
        try
        {
            await socket.SendAsync(Encoding.Latin1.GetBytes(raw));
        }
        catch (SocketException)
        {
            // The server has heard enough; its answer is there.
        }

        return await ReadAsync(socket, answers);
    }

    public static async Task<string> ReadAsync(Socket socket, int answers = 1)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var text = new StringBuilder();
        var buffer = new byte[8192];
        try
        {
            while (!AnswersAreWhole(text.ToString(), answers) && await socket.ReceiveAsync(buffer, limit.Token) is var got and > 0)
                text.Append(Encoding.UTF8.GetString(buffer, 0, got));
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.ConnectionReset)
        {
            // It closed with bytes of ours unread.
        }

        return text.ToString();
    }

    private static bool AnswersAreWhole(string text, int answers)
    {
        var seen = 0;
        var at = 0;
        while (text.IndexOf("\r\n\r\n", at, StringComparison.Ordinal) is var end and >= 0)
        {
            var head = text[at..end];
            var length = head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length: ", StringComparison.Ordinal));
            at = end + 4 + (length is null ? 0 : int.Parse(length["Content-Length: ".Length..]));
            if (at > text.Length)
                return false;
            seen++;
        }

        return seen >= answers;
    }
}
