using System.Net;
using System.Net.Sockets;

namespace BackendLabs.Testing.Web;

internal static class FreePort
{
    /// <summary>A loopback port that nobody listened on a moment ago. A program that is started again can have the same one.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
