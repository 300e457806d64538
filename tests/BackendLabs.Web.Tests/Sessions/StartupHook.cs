using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// .NET looks for a type of this name outside of any namespace, in the assembly that DOTNET_STARTUP_HOOKS names, and calls it
// before the program's own start. So a published site writes down every endpoint that it has, and the product knows nothing of it.
#pragma warning disable MA0047
internal static class StartupHook
{
    /// <summary>The file that the endpoints are written into, each as its method and pattern.</summary>
    public const string Variable = "BACKENDLABS_TEST_ENDPOINTS";

    public static void Initialize() => DiagnosticListener.AllListeners.Subscribe(new Listeners());

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Watch(object host)
    {
        var services = ((IHost)host).Services;
        services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(() => File.WriteAllLines(
            Environment.GetEnvironmentVariable(Variable)!,
            services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().SelectMany(endpoint =>
                (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"]).Select(method => $"{method} /{endpoint.RoutePattern.RawText?.Trim('/')}"))));
    }

    private sealed class Listeners : IObserver<DiagnosticListener>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.Extensions.Hosting")
                value.Subscribe(new Events());
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }

    private sealed class Events : IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value is { Key: "HostBuilt", Value: { } host })
                Watch(host);
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
#pragma warning restore MA0047
