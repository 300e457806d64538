using System.Net;
using System.Net.Sockets;

namespace BackendLabs.Faults.Tests.Faults;

/// <summary>Stands between a browser and a node, as a network does, and can lose the node's answers.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly int _port;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _serving;
    private volatile bool _losesAnswers;

    /// <param name="port">The node's, on the loopback interface.</param>
    public Relay(int port)
    {
        _port = port;
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Completes with the first request that is passed on after <see cref="LoseAnswers"/>.</summary>
    public Task Asked => _asked.Task;

    /// <summary>Completes with the first answer that was lost; its connection is cut then.</summary>
    public Task LostAnswer => _answered.Task;

    public void LoseAnswers() => _losesAnswers = true;

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private async Task ServeAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
                open.Add(PassAsync(await _listener.AcceptTcpClientAsync(_ending.Token)));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task PassAsync(TcpClient browser)
    {
        using (browser)
        using (var node = new TcpClient())
        using (var cut = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token))
        {
            try
            {
                await node.ConnectAsync(IPAddress.Loopback, _port, cut.Token);
                var (there, back) = (browser.GetStream(), node.GetStream());
                await Task.WhenAny(
                    PumpAsync(there, back, () => { Tell(_asked); return true; }, cut.Token),
                    PumpAsync(back, there, () => !Tell(_answered), cut.Token));
            }
            catch (SocketException)
            {
                // The node is away: the browser's connection ends.
            }

            await cut.CancelAsync();
        }
    }

    /// <returns>Whether answers are lost by now.</returns>
    private bool Tell(TaskCompletionSource what)
    {
        if (_losesAnswers)
            what.TrySetResult();
        return _losesAnswers;
    }

    /// <param name="pass">Asked of each piece; where it says no, the connection is cut.</param>
    private static async Task PumpAsync(NetworkStream from, NetworkStream to, Func<bool> pass, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, cancellationToken) is > 0 and var count)
            {
                if (!pass())
                    return;
                await to.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // One of the two has gone, and the other goes with it.
        }
    }
}
