using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace BackendLabs.Web.Tests.Attacks;

/// <summary>A request as it is written, for what a client library would tidy up first.</summary>
internal static class RawRequest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <param name="head">Lines of the head, without the empty one at its end.</param>
    /// <returns>The status, and all that came.</returns>
    public static async Task<(int Status, string Answer)> SendAsync(Uri address, string head, string body = "")
    {
        using var limit = new CancellationTokenSource(Patience);
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, limit.Token);
        var stream = client.GetStream();
        var lines = string.Join("\r\n", [.. head.ReplaceLineEndings("\n").Split('\n'), $"Host: {address.Authority}", "Connection: close", "", ""]);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(lines + body), limit.Token);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var answer = await reader.ReadToEndAsync(limit.Token);
        return (int.Parse(answer.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture), answer);
    }
}
