using System.Net;
using System.Net.Sockets;

namespace BackendLabs.Cli.Serving;

/// <summary>Looks at web pages and ports from outside, as a browser would.</summary>
internal static class Pages
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether pages of ours answer there.</summary>
    public static async Task<bool> AnswerAsync(string address, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var client = new HttpClient(handler) { Timeout = AnswerWithin };
        try
        {
            using var answer = await client.GetAsync($"{address}/health", cancellationToken);
            return answer.IsSuccessStatusCode && (await answer.Content.ReadAsStringAsync(cancellationToken)).Contains("\"labs\"", StringComparison.Ordinal);
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <exception cref="BrokenException">Nothing of ours answers there in time.</exception>
    public static async Task AnsweringAsync(string address, TimeSpan within, TimeProvider time, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        while (!await AnswerAsync(address, cancellationToken))
        {
            if (time.GetElapsedTime(since) > within)
                throw new BrokenException($"The web pages at {address} do not answer.", "Look whether a firewall or another program is between, and try again.");
            await Task.Delay(Look, time, cancellationToken);
        }
    }

    /// <summary>Waits a moment for a port that is only just being given up.</summary>
    /// <exception cref="UsageException">Another program has it, or it may not be had.</exception>
    public static async Task FreeAsync(IPEndPoint listen, TimeSpan patience, TimeProvider time, string otherPort, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        while (Why(listen) is { } error)
        {
            if (error is SocketError.AccessDenied)
                throw new UsageException($"Port {listen.Port} may not be listened on by this user.", $"Choose one from 1024 up: {otherPort}");
            if (error is not SocketError.AddressAlreadyInUse)
                throw new UsageException($"{listen} cannot be listened on: {error}.", "Give an address of this machine.");
            if (time.GetElapsedTime(since) > patience)
                throw new UsageException($"Port {listen.Port} is taken by another program.", $"End that one (`ss -ltnp 'sport = :{listen.Port}'` shows it), or choose another port: {otherPort}");
            await Task.Delay(Look, time, cancellationToken);
        }
    }

    private static SocketError? Why(IPEndPoint listen)
    {
        if (listen.Port == 0)
            return null;
        try
        {
            using var listener = new Socket(listen.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(listen);
            listener.Listen(1);
            return null;
        }
        catch (SocketException error)
        {
            return error.SocketErrorCode;
        }
    }
}
