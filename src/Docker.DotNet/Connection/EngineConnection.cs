using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using Docker.DotNet.Streams;
using Docker.DotNet.Wire;

namespace Docker.DotNet.Connection;

/// <summary>Sends requests to one Engine and turns its refusals into exceptions.</summary>
sealed class EngineConnection : IDisposable
{
    readonly DockerClientConfiguration _configuration;
    readonly EngineEndpoint _endpoint;
    readonly HttpMessageInvoker _http;
    readonly string _pathStart;

    internal EngineConnection(DockerClientConfiguration configuration, Version requestedApiVersion)
    {
        _configuration = configuration;
        _endpoint = EngineEndpoint.From(configuration);
        _pathStart = requestedApiVersion is null ? "/" : $"/v{requestedApiVersion}/";
        _http = new HttpMessageInvoker(configuration.Credentials.GetHandler(_endpoint.Pooled()));
        DefaultTimeout = configuration.DefaultTimeout;
    }

    internal TimeSpan DefaultTimeout { get; set; }

    /// <summary>Sends and ignores the answer's body.</summary>
    internal Task<HttpStatusCode> SendAsync(EngineRequest request, CancellationToken cancellationToken) =>
        AnsweredAsync(request, (response, _) => Task.FromResult(response.StatusCode), cancellationToken);

    /// <summary>Sends and reads the answer's body as JSON.</summary>
    internal Task<T> SendAsync<T>(EngineRequest request, CancellationToken cancellationToken) =>
        AnsweredAsync(request, ReadJsonAsync<T>, cancellationToken);

    /// <summary>Sends and reads one of the answer's headers; null where it is absent.</summary>
    internal Task<string> SendForHeaderAsync(EngineRequest request, string header, CancellationToken cancellationToken) =>
        AnsweredAsync(request, (response, _) => Task.FromResult(HeaderOf(response, header)), cancellationToken);

    /// <summary>Sends and hands out the answer's body as it comes. Only the wait for its beginning can be cancelled here.</summary>
    internal async Task<Stream> OpenAsync(EngineRequest request, CancellationToken cancellationToken) =>
        (await OpenWithHeaderAsync(request, header: null, cancellationToken)).Body;

    internal async Task<(Stream Body, string Header)> OpenWithHeaderAsync(EngineRequest request, string header, CancellationToken cancellationToken)
    {
        var response = await SendMessageAsync(_http, request, upgrade: false, cancellationToken);
        try
        {
            return (await response.Content.ReadAsStreamAsync(cancellationToken), header is null ? null : HeaderOf(response, header));
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>Sends and reads the answer as JSON values, one after another, until it ends.</summary>
    internal async Task ReportAsync<T>(EngineRequest request, IProgress<T> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        await using var body = await OpenAsync(request, cancellationToken);
        await foreach (var message in JsonSerializer.DeserializeAsyncEnumerable<T>(body, topLevelValues: true, Json.Options, cancellationToken))
            progress.Report(message);
    }

    /// <summary>
    /// Sends and takes the connection over for bytes both ways (Engine API, "Hijacking" at containers/attach).
    /// It has a connection of its own: only so is it known which socket to half-close.
    /// </summary>
    internal async Task<Stream> HijackAsync(EngineRequest request, CancellationToken cancellationToken)
    {
        Socket socket = null;
        var http = new HttpMessageInvoker(_configuration.Credentials.GetHandler(_endpoint.Single(connected => socket = connected)), disposeHandler: true);
        try
        {
            var response = await SendMessageAsync(http, request, upgrade: true, cancellationToken);
            if (response.StatusCode != HttpStatusCode.SwitchingProtocols)
                throw new IOException($"The Docker Engine answered {(int)response.StatusCode} instead of handing the connection over; does a proxy stand between?");
            var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            return new HijackedStream(body, _endpoint.Address.Scheme == "https" ? null : socket, http);
        }
        catch
        {
            http.Dispose();
            throw;
        }
    }

    public void Dispose() => _http.Dispose();

    async Task<T> AnsweredAsync<T>(EngineRequest request, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        var limit = request.Unhurried ? Timeout.InfiniteTimeSpan : DefaultTimeout;
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(limit);
        try
        {
            using var response = await SendMessageAsync(_http, request, upgrade: false, limited.Token);
            return await read(response, limited.Token);
        }
        catch (OperationCanceledException) when (limited.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            var message = $"The Docker Engine did not answer {request.Method} /{request.Path} within {limit.TotalSeconds:0.###} s.";
            throw new TaskCanceledException(message, new TimeoutException(message));
        }
    }

    async Task<HttpResponseMessage> SendMessageAsync(HttpMessageInvoker http, EngineRequest request, bool upgrade, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(request.Method, new Uri(_endpoint.Address, _pathStart + request.Path + request.Query)) { Content = request.Body };
        foreach (var (name, value) in _configuration.DefaultHttpRequestHeaders.Concat(request.Headers))
            message.Headers.TryAddWithoutValidation(name, value);
        if (upgrade)
        {
            message.Headers.Connection.Add("Upgrade");
            message.Headers.Upgrade.Add(new ProductHeaderValue("tcp"));
        }

        var response = await http.SendAsync(message, cancellationToken);
        if (response.IsSuccessStatusCode || response.StatusCode is HttpStatusCode.SwitchingProtocols or HttpStatusCode.NotModified)
            return response;

        using (response)
            throw request.Refused(response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
    }

    static async Task<T> ReadJsonAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return JsonSerializer.Deserialize<T>(body, Json.Options);
    }

    static string HeaderOf(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.First() : null;
}
