using System.Collections.ObjectModel;

namespace Docker.DotNet;

/// <summary>Where the Docker Engine is and how to talk to it.</summary>
public class DockerClientConfiguration : IDisposable
{
    static readonly Uri LocalEngine = new("unix:///var/run/docker.sock");
    static readonly TimeSpan OrdinaryCall = TimeSpan.FromSeconds(100);
    static readonly TimeSpan PipeConnect = TimeSpan.FromMilliseconds(100);

    /// <summary>The Engine of this machine, at <c>unix:///var/run/docker.sock</c>.</summary>
    /// <param name="credentials">None where null.</param>
    /// <param name="defaultTimeout">Of every call that does not stream or wait; 100 seconds where zero.</param>
    /// <param name="namedPipeConnectTimeout">Kept for source compatibility: named pipes are not supported.</param>
    /// <param name="defaultHttpRequestHeaders">Sent with every request.</param>
    public DockerClientConfiguration(
        Credentials credentials = null,
        TimeSpan defaultTimeout = default,
        TimeSpan namedPipeConnectTimeout = default,
        IReadOnlyDictionary<string, string> defaultHttpRequestHeaders = null)
        : this(LocalEngine, credentials, defaultTimeout, namedPipeConnectTimeout, defaultHttpRequestHeaders)
    {
    }

    /// <inheritdoc cref="DockerClientConfiguration(Credentials, TimeSpan, TimeSpan, IReadOnlyDictionary{string, string})"/>
    /// <param name="endpoint"><c>unix:///path</c>, <c>tcp://host:port</c>, <c>http://host:port</c> or <c>https://host:port</c>.</param>
    public DockerClientConfiguration(
        Uri endpoint,
        Credentials credentials = null,
        TimeSpan defaultTimeout = default,
        TimeSpan namedPipeConnectTimeout = default,
        IReadOnlyDictionary<string, string> defaultHttpRequestHeaders = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        if (defaultTimeout < TimeSpan.Zero && defaultTimeout != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(nameof(defaultTimeout), defaultTimeout, "A time-out is positive, or Timeout.InfiniteTimeSpan.");

        EndpointBaseUri = endpoint;
        Credentials = credentials ?? new AnonymousCredentials();
        DefaultTimeout = defaultTimeout == TimeSpan.Zero ? OrdinaryCall : defaultTimeout;
        NamedPipeConnectTimeout = namedPipeConnectTimeout == TimeSpan.Zero ? PipeConnect : namedPipeConnectTimeout;
        DefaultHttpRequestHeaders = defaultHttpRequestHeaders ?? ReadOnlyDictionary<string, string>.Empty;
    }

    public IReadOnlyDictionary<string, string> DefaultHttpRequestHeaders { get; }

    public Uri EndpointBaseUri { get; }

    public Credentials Credentials { get; }

    public TimeSpan DefaultTimeout { get; }

    public TimeSpan NamedPipeConnectTimeout { get; }

    /// <summary>A client; nothing is sent before its first call.</summary>
    /// <param name="requestedApiVersion">The Engine API version of every path, such as 1.41; the daemon's own where null.</param>
    /// <exception cref="NotSupportedException">The endpoint's scheme is none of unix, tcp, http, https.</exception>
    public DockerClient CreateClient(Version requestedApiVersion = null) => new(this, requestedApiVersion);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    private protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            Credentials.Dispose();
    }
}
