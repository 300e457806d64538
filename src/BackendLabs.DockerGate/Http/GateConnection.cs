using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace BackendLabs.DockerGate.Http;

/// <summary>One client's connection, as a feature of each of its requests.</summary>
/// <param name="isCrowded">Whether there were as many as a run may have: it gets an answer that says so.</param>
internal sealed class GateConnection(ConnectionContext context, bool isCrowded)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsCrowded => isCrowded;

    /// <summary>Set with the first refusal that ends it: what Kestrel makes of the rest is no second one.</summary>
    public bool IsRefused { get; set; }

    public Task Ended => _ended.Task;

    /// <summary>Whether its bytes end here because the client went away. That is no refusal: it may have been stopped.</summary>
    public bool IsClosedByClient
    {
        get
        {
            try
            {
                var socket = context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
                return socket.Poll(TimeSpan.Zero, SelectMode.SelectRead) && socket.Available == 0;
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                return true;
            }
        }
    }

    public void End() => _ended.TrySetResult();
}
