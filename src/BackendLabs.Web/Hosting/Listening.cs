using System.Net;
using Microsoft.AspNetCore.HostFiltering;

namespace BackendLabs.Web.Hosting;

/// <summary>Where the node listens, and how much a connection may ask for.</summary>
internal static class Listening
{
    /// <summary>An answer has at most 256 KiB of text; JSON may double what it escapes.</summary>
    public const long MostBodyBytes = 1024 * 1024;

    private static readonly TimeSpan HeadersWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(3);

    public static void AddListening(this WebApplicationBuilder builder, WebSettings settings)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostBodyBytes;
            kestrel.Limits.RequestHeadersTimeout = HeadersWithin;
            kestrel.Limits.MaxConcurrentConnections = 10_000;
            kestrel.Listen(settings.Listen);
        });
        // A page of elsewhere whose name is made to lead here must not be served as if it were ours.
        builder.Services.Configure<HostFilteringOptions>(options => options.AllowedHosts = [.. NamesOf(settings.Listen.Address)]);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = StopWithin);
    }

    public static async Task RunUntilAsync(this WebApplication app, CancellationToken cancellationToken)
    {
        await app.StartAsync(cancellationToken);
        // Its one line of output: whoever started this node on port 0 learns the port from it.
        Console.Out.WriteLine(string.Join(' ', app.Urls));
        await app.WaitForShutdownAsync(cancellationToken);
    }

    private static IEnumerable<string> NamesOf(IPAddress address) =>
        IPAddress.IsLoopback(address) ? ["localhost", "127.0.0.1", "[::1]"] : ["*"];
}
