using System.Net.Sockets;

namespace BackendLabs.SnippetHost.Services.Http;

/// <summary>Leads the world's HTTP service by its name to the judge's unix socket.</summary>
internal sealed class SnippetHttp(string name, string socketPath)
{
    private static readonly TimeSpan Connect = TimeSpan.FromSeconds(5);

    private readonly SocketsHttpHandler _handler = new()
    {
        // A request on a connection that was used before is sent again where that one breaks, which nobody here asked
        // for: what the service sees would not be what the snippet does.
        PooledConnectionLifetime = TimeSpan.Zero,
        ConnectTimeout = Connect,
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
        ConnectCallback = async (context, cancellationToken) =>
        {
            if (!string.Equals(context.DnsEndPoint.Host, name, StringComparison.OrdinalIgnoreCase))
                throw new SocketException((int)SocketError.HostNotFound);
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };

    /// <summary>
    /// Sends one request that never leaves this process. The first of all takes a tenth of a second and more, and where a
    /// check sees whether the snippet waits too long, it would be that.
    /// </summary>
    public static async Task WarmUpAsync()
    {
        using var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = (_, _) => ValueTask.FromResult<Stream>(new AnsweringStream()),
        };
        using var client = new HttpClient(handler);
        await client.GetStringAsync(new Uri("http://nowhere/"));
    }

    /// <summary>One for each call, so that a call may set its own headers and time-out; all share what is beneath.</summary>
    /// <param name="trace">Null where requests are not told.</param>
    public HttpClient Client(HttpTrace? trace) => new(trace is null ? _handler : new TracedHttp(_handler, trace), disposeHandler: false)
    {
        BaseAddress = new Uri($"http://{name}/"),
    };
}
